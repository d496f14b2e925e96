#include "lint/rule.h"

namespace tieline::rules::tl008 {
namespace {

// Found after all rules have run, where suppressions are applied.
const lint::Rule rule{
    {.code = "TL008",
     .name = "unused-suppression",
     .severity = lint::Severity::warning,
     .summary = "a suppression suppresses nothing, or cannot be understood",
     .explanation =
         "A suppression stays in the file when what it was for has gone, and then hides the next fault of the kind "
         "from everyone. One that names no rule, or a rule that does not exist, never did what its author meant.\n\n"
         "Not reported are suppressions of rules that were not looked for in the run, nor any while a file in the run "
         "cannot be read to its end: there may be something to suppress that was not found. This rule is ignored by "
         "configuration or `--ignore`, not by a suppression.",
     .bad = R"(resource "aws_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true # tieline: ignore EI206 -- clients use the host name of the endpoint itself
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
})",
     .good = R"(resource "aws_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = false # tieline: ignore EI206 -- clients use the host name of the endpoint itself
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
})",
     .fix_hint = "Remove the suppression, or name the rule that is to be ignored, and why."}};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::tl008
