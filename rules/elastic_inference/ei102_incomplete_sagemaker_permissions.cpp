#include "rules/elastic_inference/permissions.h"

#include <memory>
#include <unordered_map>

namespace tieline::rules {
namespace {

namespace catalogue = aws::iam::catalogue;
using Missing = std::vector<std::string>;

bool is_allowed(const Grant& grant) { return grant.effective == Answer::yes && !grant.taken_away(); }

/// The actions of the complete list that the role certainly may not use; empty where it lacks an EI action, which is
/// another rule's finding.
Missing missing_actions(const aws::iam::RolePolicies& policies) {
  for (const Permission* permission : {&catalogue::connect(), &catalogue::describe_endpoints()}) {
    if (!is_allowed(aws::iam::grant(policies, *permission))) return {};
  }
  Missing missing;
  for (const Permission& permission : catalogue::complete_permissions()) {
    const Grant grant = aws::iam::grant(policies, permission);
    if (grant.effective == Answer::no || grant.taken_away()) missing.push_back(permission.name);
  }
  return missing;
}

void check(lint::Check& check) {
  aws::iam::RoleReader reader(check.model, check.world, check.sources);
  PermissionFaults faults(check);
  // A role of many workloads is looked at once.
  std::unordered_map<std::shared_ptr<const aws::iam::RolePolicies>, Missing> known;
  for_each_ei_role(check, [&](const EiRole& role) {
    if (!role.sagemaker) return;
    const auto policies = reader.policies(role.role);
    if (policies->has_all_permissions != Answer::no) return;
    const auto [found, is_new] = known.try_emplace(policies);
    if (is_new) found->second = missing_actions(*policies);
    for (const std::string& name : found->second) faults.add({role.role.resource}, role, {name});
  });
  faults.report([](PermissionFaults::Group& group) {
    group.draft.message = "the role allows Elastic Inference, but not all that SageMaker needs for it: " + group.all +
                          (group.names.size() == 1 ? " is missing" : " are missing");
    group.draft.help = "allow what is missing in a policy of the role, or attach AmazonSageMakerFullAccess";
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
     .fix_hint = "Add the missing actions to a policy of the role, or attach AmazonSageMakerFullAccess."},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules
