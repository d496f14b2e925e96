#include "rules/elastic_inference/permissions.h"

namespace tieline::rules::ei105 {
namespace {

void check(lint::Check& check) {
  report_unscoped(check, aws::iam::catalogue::pass_role(), "iam:passedtoservice", [&](PermissionFaults::Group& group) {
    group.draft.message = "the policy allows iam:PassRole for every role and every service";
    group.draft.help =
        "add the condition StringEquals iam:PassedToService = sagemaker.amazonaws.com, or name the roles that may be "
        "passed";
    if (!group.sagemaker || group.fixable.empty()) return;
    offer(group.draft, "let it pass roles to SageMaker only", true,
          aws::edits::add_condition(check.editor, group.fixable.front().statement, "iam:PassRole", "StringEquals",
                                    "iam:PassedToService", "sagemaker.amazonaws.com"));
  });
}

const lint::Rule rule{
    {.code = "EI105",
     .name = "unscoped-pass-role",
     .severity = lint::Severity::warning,
     .summary = "a policy of an EI role allows iam:PassRole on every resource and to every service",
     .explanation =
         "Whoever may pass any role to any service may use the rights of any role of the account. The set-up guide "
         "allows "
         "`iam:PassRole` on `\"*\"`, but only where the role is passed to SageMaker (`iam:PassedToService`).",
     .bad = R"(data "aws_iam_policy_document" "execution" {
  statement {
    actions   = ["iam:PassRole"]
    resources = ["*"]
  }
})",
     .good = R"(data "aws_iam_policy_document" "execution" {
  statement {
    actions   = ["iam:PassRole"]
    resources = ["*"]
    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["sagemaker.amazonaws.com"]
    }
  }
})",
     .fix_hint = "Add the condition, or name the roles that may be passed.",
     .fix = lint::FixKind::safe},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei105
