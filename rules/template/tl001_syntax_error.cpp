#include "lint/rule.h"

namespace tieline::rules::tl001 {
namespace {

// The loaders find these faults while they read and evaluate; the driver reports them under this code.
const lint::Rule rule{{.code = "TL001",
                       .name = "syntax-error",
                       .severity = lint::Severity::error,
                       .summary = "a Terraform or CloudFormation file cannot be parsed",
                       .explanation = "Neither tool goes further than the first file it cannot read. Every broken "
                                      "place is one finding, and whatever does parse is still checked.",
                       .bad = R"(resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16
})",
                       .good = R"(resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
})",
                       .fix_hint = "Mend the place that the finding names; the message says what was expected there."}};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::tl001
