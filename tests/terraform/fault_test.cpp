// What is wrong with a configuration as such, and what is not.

#include "configuration.h"

namespace tieline::terraform {
namespace {

std::string faults(const std::string& main) { return Configuration(main).faults(); }

TEST(Fault, UndeclaredNames) {
  EXPECT_EQ(faults("output \"o\" { value = var.nme }\nvariable \"name\" {}"),
            "undeclared 1:26 an input variable with the name \"nme\" has not been declared\n");
  EXPECT_EQ(faults("output \"o\" { value = local.x }"),
            "undeclared 1:28 a local value with the name \"x\" has not been declared\n");
  EXPECT_EQ(faults("output \"o\" { value = aws_vpc.x.id }"),
            "undeclared 1:22 a managed resource \"aws_vpc\" \"x\" has not been declared in this module\n");
  EXPECT_EQ(faults("output \"o\" { value = data.aws_vpc.x.id }"),
            "undeclared 1:27 a data resource \"aws_vpc\" \"x\" has not been declared in this module\n");
  EXPECT_EQ(faults("output \"o\" { value = module.x.id }"),
            "undeclared 1:29 no module call named \"x\" is declared in this module\n");
  EXPECT_EQ(faults("output \"o\" { value = each.key }").substr(0, 15), "undeclared 1:22");
  EXPECT_EQ(faults("output \"o\" { value = count.index }").substr(0, 15), "undeclared 1:22");
}

TEST(Fault, UndeclaredNamesAreFoundWhereNothingIsEvaluated) {
  EXPECT_EQ(faults("output \"o\" { value = true ? 1 : var.nope }"),
            "undeclared 1:37 an input variable with the name \"nope\" has not been declared\n");
  EXPECT_EQ(faults("output \"o\" { value = try(var.nope, 1) }"),
            "undeclared 1:30 an input variable with the name \"nope\" has not been declared\n");
  EXPECT_EQ(faults("resource \"a_b\" \"c\" {\n count = 0\n x = local.nope\n}"),
            "undeclared 3:12 a local value with the name \"nope\" has not been declared\n");
}

TEST(Fault, SuggestsTheNearestName) {
  const Configuration loaded("resource \"aws_vpc\" \"main\" {}\noutput \"o\" { value = aws_vpc.mian.id }");
  ASSERT_EQ(loaded.graph().faults.size(), 1U);
  EXPECT_EQ(loaded.graph().faults[0].help, "did you mean aws_vpc.main?");
  EXPECT_EQ(loaded.graph().faults[0].resource, "output.o");
}

TEST(Fault, NamesOfForExpressionsAndDynamicBlocksAreDeclared) {
  EXPECT_EQ(faults(R"(
output "o" { value = [for k, v in { a = 1 } : "${k}${v}" if v > 0] }
output "t" { value = "%{ for x in [1] }${x}%{ endfor }" }
resource "aws_x" "y" {
  dynamic "rule" {
    for_each = [1]
    iterator = it
    content { port = it.value }
  }
  provisioner "local-exec" {
    when       = destroy
    on_failure = continue
    command    = self.id
  }
  lifecycle { ignore_changes = all }
}
)"),
            "");
}

TEST(Fault, InstanceKeysAreNeededWhereThereAreInstances) {
  EXPECT_EQ(faults("resource \"a_b\" \"c\" { count = 2 }\noutput \"o\" { value = a_b.c.id }"),
            "expression 2:22 because a_b.c has \"count\" set, its attributes must be accessed on specific instances\n");
  EXPECT_EQ(faults("resource \"a_b\" \"c\" {}\noutput \"o\" { value = a_b.c[0].id }"),
            "expression 2:22 because a_b.c does not have \"count\" or \"for_each\" set, references to it must not "
            "include an index key\n");
}

TEST(Fault, InABrokenFileNamesMayBeHidden) {
  const std::string found = faults("variable \"lost\" { default = \n}\noutput \"o\" { value = var.lost }");
  EXPECT_EQ(found.find("undeclared"), std::string::npos) << found;
  EXPECT_NE(found.find("syntax"), std::string::npos) << found;
}

TEST(Fault, DuplicatesAreReportedOnTheLater) {
  EXPECT_EQ(faults("variable \"a\" {}\nvariable \"a\" {}"),
            "duplicate 2:1 the variable \"a\" is declared twice in this module\n");
  EXPECT_EQ(faults("locals {\n x = 1\n}\nlocals {\n x = 2\n}"),
            "duplicate 5:2 the local value \"x\" is declared twice in this module\n");
  EXPECT_EQ(faults("resource \"a_b\" \"c\" {}\nresource \"a_b\" \"c\" {}"),
            "duplicate 2:1 a_b.c is declared twice in this module\n");
  EXPECT_EQ(faults("data \"a_b\" \"c\" {}\nresource \"a_b\" \"c\" {}"), "");
}

TEST(Fault, CyclesOfResources) {
  const Configuration loaded(R"(
resource "aws_security_group" "a" {
  ingress { security_groups = [aws_security_group.b.id] }
}
resource "aws_security_group" "b" {
  ingress { security_groups = [local.a] }
}
locals { a = aws_security_group.a.id }
)");
  ASSERT_EQ(loaded.graph().faults.size(), 1U) << loaded.faults();
  const graph::Fault& cycle = loaded.graph().faults[0];
  EXPECT_EQ(cycle.kind, graph::FaultKind::dependency_cycle);
  EXPECT_EQ(cycle.resource, "aws_security_group.a");
  EXPECT_EQ(cycle.related.size(), 2U);
  // What the circle says is known all the same.
  EXPECT_EQ(Configuration::show(loaded.attribute("aws_security_group.a", "ingress")),
            "[{security_groups = [aws_security_group.b.id]}]");
}

TEST(Fault, OneCycleIsReportedOnce) {
  EXPECT_EQ(faults("locals {\n a = [local.b, local.c]\n b = local.a\n c = local.a\n}"),
            "cycle 2:2 a dependency cycle: local.a -> local.b -> local.a\n");
  EXPECT_EQ(faults("resource \"a_b\" \"c\" { x = a_b.c.id }"), "cycle 1:1 a_b.c refers to itself\n");
}

// As `terraform validate` 1.11.4 has it.
TEST(Fault, WhatReplacesAResourceComesBeforeIt) {
  EXPECT_EQ(faults("resource \"a_b\" \"c\" {\n  lifecycle { replace_triggered_by = [a_b.d[0].id] }\n}\n"
                   "resource \"a_b\" \"d\" { x = a_b.c.id }"),
            "cycle 1:1 a dependency cycle: a_b.c -> a_b.d -> a_b.c\n");
  EXPECT_EQ(faults("resource \"a_b\" \"c\" {\n  lifecycle { replace_triggered_by = [a_b.d, a_b.c, a_b.nope, 1] }\n}\n"
                   "resource \"a_b\" \"d\" { x = 1 }"),
            "");
}

TEST(Fault, ExpressionsThatCannotBe) {
  EXPECT_EQ(faults("output \"o\" { value = [\"a\"][1] }").substr(0, 15), "expression 1:28");
  EXPECT_EQ(faults("output \"o\" { value = { a = 1 }.b }").substr(0, 15), "expression 1:32");
  EXPECT_EQ(faults("output \"o\" { value = 1 + \"x\" }").substr(0, 15), "expression 1:26");
  EXPECT_EQ(faults("output \"o\" { value = uper(\"x\") }"), "expression 1:22 there is no function named \"uper\"\n");
  EXPECT_EQ(faults("variable \"v\" {\n type = number\n default = \"x\"\n}").substr(0, 14), "expression 3:1");
}

TEST(Fault, TryAndCanTakeErrors) {
  EXPECT_EQ(faults("output \"o\" { value = try([][0], \"x\") }"), "");
  EXPECT_EQ(faults("output \"o\" { value = can({ a = 1 }.b) }"), "");
  EXPECT_EQ(faults("output \"o\" { value = try([][0]) }").substr(0, 15), "expression 1:22");
}

TEST(Fault, NothingUnknownIsOne) {
  EXPECT_EQ(faults(R"(
variable "any" {}
variable "list" { type = list(string) }
variable "object" { type = object({ a = map(string) }) }
data "aws_x" "y" {}
output "a" { value = var.any.b.c[0] }
output "b" { value = var.list[7] }
output "c" { value = var.object.a["k"] }
output "d" { value = [for x in data.aws_x.y.things : 1 + x.number] }
output "e" { value = length(var.list) > 2 ? [][0] : 1 }
output "f" { value = "${data.aws_x.y.text}-${var.any}" }
output "g" { value = merge(var.any, { a = 1 }).zzz }
output "h" { value = { for x in var.list : x => 1 }["k"] }
output "i" { value = [for x in var.list : [][0]] }
output "j" { value = module.far.thing[3].name }
module "far" {
  source = "hashicorp/consul/aws"
  x      = 1
}
)"),
            "module 16:1 the module far is not checked: \"hashicorp/consul/aws\" is not on disk\n");
}

TEST(Fault, OnceForManyInstances) {
  EXPECT_EQ(faults("resource \"a_b\" \"c\" {\n count = 5\n x = [][0]\n}").find("expression 3:9"), 0U);
  EXPECT_EQ(Configuration("resource \"a_b\" \"c\" {\n count = 5\n x = [][0]\n}").graph().faults.size(), 1U);
}

TEST(Fault, InOneBranchSaysWhen) {
  const Configuration loaded("variable \"v\" { type = bool }\noutput \"o\" { value = var.v ? [][0] : 1 }");
  ASSERT_EQ(loaded.graph().faults.size(), 1U);
  EXPECT_EQ(loaded.graph().conditions.describe(loaded.graph().faults[0].when), "var.v is true");
}

TEST(Fault, InABranchThatNeverCountsIsNone) {
  EXPECT_EQ(faults("output \"o\" { value = false ? [][0] : 1 }"), "");
  EXPECT_EQ(faults("locals { x = null }\noutput \"o\" { value = local.x != null && local.x.y }"), "");
}

}  // namespace
}  // namespace tieline::terraform
