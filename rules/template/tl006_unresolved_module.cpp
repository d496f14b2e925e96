#include "lint/rule.h"

namespace tieline::rules::tl006 {
namespace {

// The loaders find these faults while they read and evaluate; the driver reports them under this code.
const lint::Rule rule{
    {.code = "TL006",
     .name = "unresolved-module",
     .severity = lint::Severity::info,
     .summary = "a module, nested template or file that the evaluation needs is not on disk",
     .explanation =
         "What the module makes and what its outputs are worth is unknown, and nothing that depends on it is reported.",
     .bad = R"(module "vpc" {
  source = "terraform-aws-modules/vpc/aws"
})",
     .good = R"(# after: terraform init
module "vpc" {
  source = "terraform-aws-modules/vpc/aws"
})",
     .fix_hint = "Run `terraform init` so that the module is on disk, or check the folder that holds it as well."}};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::tl006
