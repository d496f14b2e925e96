#include "lint/rule.h"

namespace tieline::rules::tl005 {
namespace {

// The loaders find these faults while they read and evaluate; the driver reports them under this code.
const lint::Rule rule{
    {.code = "TL005",
     .name = "invalid-expression",
     .severity = lint::Severity::error,
     .summary = "an expression cannot be evaluated",
     .explanation =
         "A function or intrinsic with wrong arguments, an index past the end of a list, or a value that "
         "cannot be converted to the type it is needed in; in CloudFormation also a parameter of a type there is "
         "not, or with a value that its declaration does not allow. The deployment stops there.",
     .bad = R"(locals {
  zones = ["us-west-2a"]
  other = local.zones[1]
})",
     .good = R"(locals {
  zones = ["us-west-2a", "us-west-2b"]
  other = local.zones[1]
})",
     .fix_hint = "Correct the expression; the message says what the function or operator expects."}};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::tl005
