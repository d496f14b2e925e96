#include "rules/elastic_inference/permissions.h"

namespace tieline::rules::ei103 {
namespace {

void add(PermissionFaults& faults, const EiRole& role, const aws::iam::RolePolicies& policies,
         const Permission& permission, const Grant& grant) {
  PermissionFaults::Fault fault{permission.name};
  if (grant.denial) {
    fault.places.push_back({grant.denial.span(), "this Deny takes " + permission.name + " away"});
  } else {
    const Evidence boundary{&*policies.boundary};
    fault.places.push_back({boundary.span(), "the permissions boundary does not allow " + permission.name});
  }
  if (!grant.grants.empty()) fault.places.push_back({grant.grants.front().span(), "allowed here"});
  faults.add({role.role.resource}, role, std::move(fault));
}

void check(lint::Check& check) {
  PermissionFaults faults(check);
  for_each_required_grant(
      check, [&](const EiRole& role, const auto& policies, const Permission& permission, const Grant& grant) {
        if (grant.granted != Answer::no && grant.taken_away()) add(faults, role, policies, permission, grant);
      });
  faults.report([](PermissionFaults::Group& group) {
    group.draft.message =
        "a Deny or the permissions boundary takes " + group.all + " from the role, which Elastic Inference needs";
    group.draft.help = "except " + group.all + " from the Deny, or allow it in the permissions boundary";
  });
}

const lint::Rule rule{{.code = "EI103",
                       .name = "ei-action-denied",
                       .severity = lint::Severity::error,
                       .summary = "a Deny or a permissions boundary takes an EI action away",
                       .explanation = "An explicit `Deny` wins over every `Allow`, wherever it is, and a permissions "
                                      "boundary lets pass only what it allows "
                                      "itself. A role whose policies allow Elastic Inference still cannot use it then.",
                       .bad = R"(data "aws_iam_policy_document" "execution" {
  statement {
    effect      = "Deny"
    not_actions = ["sagemaker:*", "s3:*"]
    resources   = ["*"]
  }
})",
                       .good = R"(data "aws_iam_policy_document" "execution" {
  statement {
    effect      = "Deny"
    not_actions = ["sagemaker:*", "s3:*", "elastic-inference:Connect", "ec2:DescribeVpcEndpoints"]
    resources   = ["*"]
  }
})",
                       .fix_hint = "Except the EI actions from the Deny, or allow them in the permissions boundary."},
                      check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei103
