#include "lint/rule.h"

namespace tieline::rules::tl003 {
namespace {

// The loaders find these faults while they read and evaluate; the driver reports them under this code.
const lint::Rule rule{
    {.code = "TL003",
     .name = "dependency-cycle",
     .severity = lint::Severity::error,
     .summary = "resources refer to each other in a circle",
     .explanation = "A resource is made after those it refers to, so resources in a circle can never be made. The "
                    "usual one: two security groups whose inline rules name each other.",
     .bad = R"(resource "aws_security_group" "endpoint" {
  ingress {
    security_groups = [aws_security_group.client.id]
    # ...
  }
}
resource "aws_security_group" "client" {
  egress {
    security_groups = [aws_security_group.endpoint.id]
    # ...
  }
})",
     .good = R"(resource "aws_security_group" "endpoint" {}
resource "aws_security_group" "client" {}
resource "aws_vpc_security_group_ingress_rule" "endpoint_from_client" {
  security_group_id            = aws_security_group.endpoint.id
  referenced_security_group_id = aws_security_group.client.id
  # ...
})",
     .fix_hint = "Write one side of the reference as a resource of its own (a rule resource, an attachment)."}};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::tl003
