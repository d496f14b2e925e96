#include "lint/rule.h"

namespace tieline::rules::tl007 {
namespace {

// The loaders find these faults while they read and evaluate; the driver reports them under this code.
const lint::Rule rule{{.code = "TL007",
                       .name = "limit-reached",
                       .severity = lint::Severity::warning,
                       .summary = "the evaluation stopped at a safety limit",
                       .explanation = "Input may come from strangers, so every list, string, depth and number of steps "
                                      "is bounded. What lies past the limit is unknown, and the rest is still checked.",
                       .bad = R"(resource "aws_eip" "many" {
  count = 1000000
})",
                       .good = R"(resource "aws_eip" "many" {
  count = 100
})",
                       .fix_hint = "Make the value smaller; if a real configuration meets a limit, please report it."}};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::tl007
