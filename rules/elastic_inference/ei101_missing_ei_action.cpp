#include "rules/elastic_inference/permissions.h"

namespace tieline::rules::ei101 {
namespace {

void check(lint::Check& check) {
  PermissionFaults faults(check);
  StatementOwners owners(check);
  for_each_required_grant(check, [&](const EiRole& role, const aws::iam::RolePolicies& policies,
                                     const Permission& permission, const Grant& grant) {
    if (grant.granted != Answer::no) return;
    PermissionFaults::Fault fault{permission.name};
    // What a Deny or a boundary takes away no policy can give.
    const bool can_be_given = grant.denied == Answer::no && grant.within_boundary == Answer::yes;
    if (can_be_given) fault.fixable = owners.own_places(role.role, policies);
    faults.add({role.role.resource}, role, std::move(fault));
  });
  faults.report([&](PermissionFaults::Group& group) {
    group.draft.message = "the role does not allow " + group.all + ", which Elastic Inference needs";
    group.draft.help = "allow " + group.all + " on \"*\" in a policy of the role" +
                       (group.sagemaker ? ", or attach AmazonSageMakerFullAccess" : "");
    offer_permissions(check, group);
  });
}

const lint::Rule rule{
    {.code = "EI101",
     .name = "missing-ei-action",
     .severity = lint::Severity::error,
     .summary = "the role of an EI workload does not allow what Elastic Inference needs",
     .explanation = "To attach an accelerator, the workload calls `elastic-inference:Connect` with its role; SageMaker "
                    "also looks for the "
                    "endpoint with `ec2:DescribeVpcEndpoints`. Both must be allowed, by a policy of one's own or by "
                    "`AmazonSageMakerFullAccess`. An EC2 instance or ECS task needs `elastic-inference:Connect` alone.",
     .bad = R"(resource "aws_iam_role_policy" "execution" {
  role = aws_iam_role.execution.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:*"]
      Resource = "*"
    }]
  })
})",
     .good = R"(resource "aws_iam_role_policy" "execution" {
  role = aws_iam_role.execution.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["elastic-inference:Connect", "ec2:DescribeVpcEndpoints", "sagemaker:*"]
      Resource = "*"
    }]
  })
})",
     .fix_hint = "Allow the missing actions on `*` in a policy of the role, or attach AmazonSageMakerFullAccess.",
     .fix = lint::FixKind::safe},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei101
