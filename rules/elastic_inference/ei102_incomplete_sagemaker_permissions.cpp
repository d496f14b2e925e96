#include "rules/elastic_inference/permissions.h"

namespace tieline::rules::ei102 {
namespace {

namespace catalogue = aws::iam::catalogue;

bool is_allowed(const Grant& grant) { return grant.effective == Answer::yes && !grant.taken_away(); }

void check_role(lint::Check& check, const EiRole& role, aws::iam::RolePermissions& permissions, StatementOwners& owners,
                PermissionFaults& faults) {
  // A role without the EI actions is another rule's finding.
  for (const Permission* permission : {&catalogue::connect(), &catalogue::describe_endpoints()}) {
    if (!is_allowed(permissions.grant(check.world, *permission))) return;
  }
  for (const Permission& permission : catalogue::complete_permissions()) {
    check.world.explore([&] {
      const Grant& grant = permissions.grant(check.world, permission);
      if (grant.effective != Answer::no && !grant.taken_away()) return;
      PermissionFaults::Fault fault{permission.name};
      const bool can_be_given = grant.denied == Answer::no && grant.within_boundary == Answer::yes;
      if (can_be_given) fault.fixable = owners.own_places(role.role, permissions.policies());
      faults.add({role.role.resource}, role, std::move(fault));
    });
  }
}

void check(lint::Check& check) {
  aws::iam::RoleReader reader(check.model, check.world, check.sources);
  PermissionFaults faults(check);
  StatementOwners owners(check);
  for_each_ei_role(check, [&](const EiRole& role) {
    if (!role.sagemaker) return;
    const auto permissions = reader.permissions(role.role);
    if (permissions->policies().has_all_permissions == Answer::no)
      check_role(check, role, *permissions, owners, faults);
  });
  faults.report([&](PermissionFaults::Group& group) {
    group.draft.message = "the role allows Elastic Inference, but not all that SageMaker needs for it: " + group.all +
                          (group.names.size() == 1 ? " is missing" : " are missing");
    group.draft.help = "allow what is missing in a policy of the role, or attach AmazonSageMakerFullAccess";
    offer_permissions(check, group);
  });
}

const lint::Rule rule{
    {.code = "EI102",
     .name = "incomplete-sagemaker-permissions",
     .severity = lint::Severity::warning,
     .summary = "a SageMaker role allows the EI actions, but not all that the set-up guide lists",
     .explanation =
         "The set-up guide gives the complete list of permissions that Elastic Inference in Amazon SageMaker takes: "
         "besides "
         "the two actions of Elastic Inference those of SageMaker, of the image registry, of metrics, logs, network "
         "interfaces, auto scaling and storage. With one missing, notebooks and endpoints start and then fail at what "
         "it "
         "is needed for. An action counts as allowed even if it is for fewer resources than in the list.",
     .bad = R"(data "aws_iam_policy_document" "execution" {
  statement {
    actions   = ["elastic-inference:Connect", "ec2:DescribeVpcEndpoints"]
    resources = ["*"]
  }
})",
     .good = R"(resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
})",
     .fix_hint = "Add the missing actions to a policy of the role, or attach AmazonSageMakerFullAccess.",
     .fix = lint::FixKind::safe},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei102
