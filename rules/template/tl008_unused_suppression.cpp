#include "lint/rule.h"

namespace tieline::rules {
namespace {

// Found after all rules have run, where suppressions are applied.
const lint::Rule rule{
    {.code = "TL008",
     .name = "unused-suppression",
     .severity = lint::Severity::warning,
     .summary = "a suppression suppresses nothing, or cannot be understood",
     .explanation =
         "A suppression stays in the file when what it was for has gone, and then hides the next fault of the kind "
         "from "
         "everyone. One that names no rule, or a rule that does not exist, never did what its author meant.\n\n"
         "Not reported are suppressions of rules that were not looked for in the run, nor any while a file in the run "
         "cannot be read to its end: there may be something to suppress that was not found. This rule is ignored by "
         "configuration or `--ignore`, not by a suppression.",
     .bad = R"(# tieline: ignore EI350 -- the client may reach the package mirror
resource "aws_security_group" "client" {
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
})",
     .good = R"(# tieline: ignore EI305 -- the client may reach the package mirror
resource "aws_security_group" "client" {
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
})",
     .fix_hint = "Remove the suppression, or name the rule that is to be ignored, and why."}};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules
