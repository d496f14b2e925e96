#include "aws/iam/spelling.h"
#include "rules/elastic_inference/permissions.h"

namespace tieline::rules::ei107 {
namespace {

void check_action(lint::Check& check, const aws::PolicySource& source, const aws::iam::Pattern& action,
                  value::Condition when) {
  const auto correction = aws::iam::correct_ei_action(action.text);
  if (!correction) return;
  lint::Draft draft;
  draft.resource = source.carrier;
  draft.span = action.span.valid() ? action.span : source.document.span;
  const auto written = text_of(action.value);
  draft.cause = written.value_or(action.text);
  draft.message = "no AWS service has the action '" + draft.cause + "', so it allows or denies nothing";
  draft.help = (correction->certain ? "write " : "did you mean ") + correction->action;
  if (correction->certain) {
    offer(draft, "use " + correction->action, true,
          check.editor.replace_string(action.span, written.value_or(action.text), correction->action));
  }
  check.world.explore([&] {
    if (check.world.decide(when)) check.reporter.report(draft);
  });
}

void check(lint::Check& check) {
  aws::iam::DocumentReader reader(check.world, check.sources, aws::iam::StatementParts::actions);
  for (const graph::Resource* carrier : check.model.policy_carriers()) {
    check.world.explore([&] {
      if (!check.world.decide(carrier->when)) return;
      for (const aws::PolicySource& source : check.model.documents(check.world, *carrier)) {
        if (!source.document.given) continue;
        for (const aws::iam::Statement& statement : reader.read(source.document.value)) {
          for (const aws::iam::Pattern& action : statement.actions.items) {
            check_action(check, source, action, statement.when);
          }
        }
      }
    });
  }
}

const lint::Rule rule{
    {.code = "EI107",
     .name = "unknown-ei-action",
     .severity = lint::Severity::error,
     .summary = "a policy names an action that does not exist and is meant to be one of Elastic Inference's",
     .explanation =
         "IAM takes any action whose name has the right form and says nothing where no service has it. A misspelled "
         "`elastic-inference:Connect` therefore deploys well, grants nothing, and the workload is refused later.",
     .bad = R"(data "aws_iam_policy_document" "execution" {
  statement {
    actions   = ["elasticinference:Connect", "ec2:DescribeVpcEndpoint"]
    resources = ["*"]
  }
})",
     .good = R"(data "aws_iam_policy_document" "execution" {
  statement {
    actions   = ["elastic-inference:Connect", "ec2:DescribeVpcEndpoints"]
    resources = ["*"]
  }
})",
     .fix_hint = "Write the action as AWS spells it.",
     .fix = lint::FixKind::safe},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei107
