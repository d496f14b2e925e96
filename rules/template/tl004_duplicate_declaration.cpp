#include "lint/rule.h"

namespace tieline::rules::tl004 {
namespace {

// The loaders find these faults while they read and evaluate; the driver reports them under this code.
const lint::Rule rule{
    {.code = "TL004",
     .name = "duplicate-declaration",
     .severity = lint::Severity::error,
     .summary = "the same thing is declared twice",
     .explanation = "A resource address, logical id, variable, local, output or mapping key that stands twice is "
                    "refused by Terraform; CloudFormation may silently take one of the two.",
     .bad = R"(variable "region" {}
variable "region" {})",
     .good = R"(variable "region" {})",
     .fix_hint = "Remove or rename the later one."}};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::tl004
