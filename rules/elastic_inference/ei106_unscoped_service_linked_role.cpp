#include "rules/elastic_inference/permissions.h"

namespace tieline::rules::ei106 {
namespace {

void check(lint::Check& check) {
  report_unscoped(check, aws::iam::catalogue::create_service_linked_role(), "iam:awsservicename",
                  [&](PermissionFaults::Group& group) {
                    group.draft.message = "the policy allows iam:CreateServiceLinkedRole for every service";
                    group.draft.help =
                        "add the condition StringLike iam:AWSServiceName = "
                        "sagemaker.application-autoscaling.amazonaws.com, or name the role";
                    if (!group.sagemaker || group.fixable.empty()) return;
                    offer(group.draft, "let it create the role of SageMaker's scaling only", true,
                          aws::edits::add_condition(check.editor, group.fixable.front().statement,
                                                    "iam:CreateServiceLinkedRole", "StringLike", "iam:AWSServiceName",
                                                    "sagemaker.application-autoscaling.amazonaws.com"));
                  });
}

const lint::Rule rule{
    {.code = "EI106",
     .name = "unscoped-service-linked-role",
     .severity = lint::Severity::warning,
     .summary = "a policy of an EI role allows iam:CreateServiceLinkedRole on every resource and for every service",
     .explanation = "The set-up guide lets SageMaker create one service-linked role, that of its auto scaling, and "
                    "says so twice: by the "
                    "role's ARN and by the condition `iam:AWSServiceName`. Without either, the role can bring any AWS "
                    "service into "
                    "the account with the rights that the service gives itself.",
     .bad = R"(data "aws_iam_policy_document" "execution" {
  statement {
    actions   = ["iam:CreateServiceLinkedRole"]
    resources = ["*"]
  }
})",
     .good = R"(data "aws_iam_policy_document" "execution" {
  statement {
    actions   = ["iam:CreateServiceLinkedRole"]
    resources = ["arn:aws:iam::*:role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint"]
    condition {
      test     = "StringLike"
      variable = "iam:AWSServiceName"
      values   = ["sagemaker.application-autoscaling.amazonaws.com"]
    }
  }
})",
     .fix_hint = "Add the condition, or name the service-linked role.",
     .fix = lint::FixKind::safe},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei106
