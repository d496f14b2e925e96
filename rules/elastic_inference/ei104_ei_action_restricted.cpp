#include "rules/elastic_inference/permissions.h"

#include <algorithm>

namespace tieline::rules::ei104 {
namespace {

bool is_restricted(const Grant& grant) {
  return grant.granted == Answer::yes && grant.unrestricted == Answer::no && !grant.taken_away();
}

/// Adds the first statement of each policy that allows the action; further ones of it are related places.
void add(PermissionFaults& faults, const EiRole& role, const Permission& permission, const Grant& grant) {
  for (auto first = grant.grants.begin(); first != grant.grants.end();) {
    const auto others = std::find_if(first, grant.grants.end(),
                                     [&](const Evidence& evidence) { return evidence.policy != first->policy; });
    PermissionFaults::Fault fault{.name = permission.name, .is_void = grant.effective == Answer::no};
    for (auto other = first + 1; other != others; ++other) {
      fault.places.push_back({other->span(), "also allowed here, no less narrowly"});
    }
    fault.places.push_back({role.role.resource->header, "the role"});
    faults.add({first->policy->source.carrier, first->span()}, role, std::move(fault));
    first = others;
  }
}

void check(lint::Check& check) {
  PermissionFaults faults(check);
  for_each_required_grant(check,
                          [&](const EiRole& role, const auto&, const Permission& permission, const Grant& grant) {
                            if (is_restricted(grant)) add(faults, role, permission, grant);
                          });
  faults.report([](PermissionFaults::Group& group) {
    group.draft.message = group.all + (group.names.size() == 1 ? " is" : " are") +
                          " allowed only for named resources or under a condition";
    group.draft.help = "allow " + group.all + " on \"*\" and without a condition";
    if (group.is_void) {
      group.draft.message += ", and " + aws::iam::catalogue::describe_endpoints().name + " so not at all";
      group.draft.help += "; ec2:DescribeVpcEndpoints knows no resource but \"*\", so any other allows nothing";
      group.draft.overrides_severity = true;
      group.draft.severity_override = lint::Severity::error;
    }
  });
}

const lint::Rule rule{
    {.code = "EI104",
     .name = "ei-action-restricted",
     .severity = lint::Severity::warning,
     .summary = "an EI action is allowed only for named resources or under a condition",
     .explanation =
         "The set-up guide allows the EI actions on `\"*\"`. A narrower grant of `elastic-inference:Connect` breaks as "
         "soon as "
         "the accelerator is another one or the condition does not hold. `ec2:DescribeVpcEndpoints` has no "
         "resource-level "
         "permissions: for named resources the grant is void and the call is refused, which makes this an error.",
     .bad = R"(data "aws_iam_policy_document" "execution" {
  statement {
    actions   = ["elastic-inference:Connect", "ec2:DescribeVpcEndpoints"]
    resources = ["arn:aws:elastic-inference:us-west-2:111122223333:elastic-inference-accelerator/*"]
  }
})",
     .good = R"(data "aws_iam_policy_document" "execution" {
  statement {
    actions   = ["elastic-inference:Connect", "ec2:DescribeVpcEndpoints"]
    resources = ["*"]
  }
})",
     .fix_hint = "Allow the EI actions on `*` and without a condition."},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei104
