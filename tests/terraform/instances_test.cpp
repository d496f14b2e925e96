// count, for_each and dynamic blocks.

#include "configuration.h"

namespace tieline::terraform {
namespace {

TEST(Instances, WithoutAKeyAreOneFault) {
  const Configuration loaded(
      "resource \"a_b\" \"c\" {\n  count = 2\n}\ndata \"a_b\" \"d\" {\n  for_each = toset([\"x\"])\n}\n"
      "output \"o\" { value = a_b.c.id }\noutput \"p\" { value = data.a_b.d.id }\n"
      "output \"q\" { value = [a_b.c.0.id, a_b.c[1].id, data.a_b.d[\"x\"].id] }\n");
  const std::string faults = loaded.faults();
  EXPECT_EQ(std::count(faults.begin(), faults.end(), '\n'), 2) << faults;
}

TEST(Instances, KeysAreStrings) {
  const Configuration numbers("resource \"a_b\" \"c\" {\n  for_each = toset([1, 2])\n}\n");
  EXPECT_NE(numbers.faults().find("expression 2:14 "), std::string::npos) << numbers.faults();
  EXPECT_NE(numbers.faults().find("a set that holds something else"), std::string::npos) << numbers.faults();
  EXPECT_EQ(Configuration("resource \"a_b\" \"c\" {\n  for_each = toset([\"1\", 2])\n}\n").faults(), "");
  EXPECT_EQ(
      Configuration("variable \"s\" { type = set(number) }\nresource \"a_b\" \"c\" { for_each = var.s }").faults(), "");
}

TEST(Instances, OfCount) {
  const Configuration loaded("resource \"aws_subnet\" \"s\" {\n count = 2\n name = \"s-${count.index}\"\n}");
  EXPECT_EQ(loaded.addresses(), "aws_subnet.s[0]\naws_subnet.s[1]\n");
  EXPECT_EQ(loaded.attribute("aws_subnet.s[1]", "name").string(), "s-1");
}

TEST(Instances, OfMapsAndSets) {
  const Configuration loaded(R"(
resource "aws_subnet" "m" {
  for_each = { b = "10.0.1.0/24", a = "10.0.0.0/24" }
  cidr     = each.value
  name     = each.key
}
resource "aws_subnet" "s" {
  for_each = toset(["x", "y \"z\""])
  name     = each.value
})");
  EXPECT_EQ(loaded.addresses(),
            "aws_subnet.m[\"a\"]\naws_subnet.m[\"b\"]\naws_subnet.s[\"x\"]\naws_subnet.s[\"y \\\"z\\\"\"]\n");
  EXPECT_EQ(loaded.attribute("aws_subnet.m[\"a\"]", "cidr").string(), "10.0.0.0/24");
  EXPECT_EQ(loaded.attribute("aws_subnet.s[\"x\"]", "name").string(), "x");
}

TEST(Instances, OfAnUnknownNumberAreOneSymbolicOne) {
  const Configuration loaded(R"(
variable "ids" { type = set(string) }
resource "aws_subnet" "s" {
  for_each = var.ids
  name     = each.key
})");
  EXPECT_EQ(loaded.faults(), "");
  ASSERT_EQ(loaded.graph().resources().size(), 1U);
  EXPECT_TRUE(loaded.graph().resources().front().symbolic);
}

TEST(Instances, OfACountOverAnOpenTestExistUnderACondition) {
  const Configuration loaded(R"(
variable "create" { type = bool }
resource "aws_vpc" "v" { count = var.create ? 1 : 0 }
output "guarded" { value = var.create ? aws_vpc.v[0].id : null }
output "tried" { value = try(aws_vpc.v[0].id, "none") }
output "one" { value = one(aws_vpc.v[*].id) }
)");
  EXPECT_EQ(loaded.faults(), "");
  const graph::Resource& vpc = loaded.resource("aws_vpc.v[0]");
  EXPECT_FALSE(vpc.when.is_always());
  EXPECT_FALSE(vpc.symbolic);
  EXPECT_EQ(loaded.graph().conditions.describe(vpc.when), "var.create is true");
  EXPECT_EQ(loaded.shown("guarded"), "<aws_vpc.v[0].id, null>");
  EXPECT_EQ(loaded.shown("tried"), "<aws_vpc.v[0].id, \"none\">");
}

TEST(Instances, WithinAConditionOtherBranchesDoNotCount) {
  const Configuration loaded(R"(
variable "create" { type = bool }
resource "aws_vpc" "v" {
  count = var.create ? 1 : 0
  name  = var.create ? "yes" : "no"
})");
  EXPECT_EQ(loaded.attribute("aws_vpc.v[0]", "name").string(), "yes");
}

TEST(Instances, OfForEachOverAnOpenTest) {
  const Configuration loaded(R"(
variable "extra" { type = bool }
resource "aws_subnet" "s" {
  for_each = var.extra ? { a = "1", b = "2" } : { a = "3" }
  name     = each.value
})");
  EXPECT_EQ(loaded.addresses(), "aws_subnet.s[\"a\"]\naws_subnet.s[\"b\"]\n");
  EXPECT_TRUE(loaded.resource("aws_subnet.s[\"a\"]").when.is_always());
  EXPECT_FALSE(loaded.resource("aws_subnet.s[\"b\"]").when.is_always());
  EXPECT_EQ(Configuration::show(loaded.attribute("aws_subnet.s[\"a\"]", "name")), "<\"1\", \"3\">");
}

TEST(Instances, ForEachRefusesLists) {
  const Configuration loaded("resource \"aws_subnet\" \"s\" {\n for_each = [\"a\"]\n}");
  EXPECT_NE(loaded.faults().find("expression 2:13"), std::string::npos) << loaded.faults();
}

TEST(Instances, OverTheLimitAreOneFault) {
  const Configuration loaded("resource \"aws_subnet\" \"s\" {\n count = 1000000000\n}");
  EXPECT_EQ(loaded.faults(), "limit 2:10 this makes more than 10000 instances\n");
  EXPECT_TRUE(loaded.resource("aws_subnet.s").symbolic);
}

TEST(Blocks, OfOneTypeAreASequence) {
  const Configuration loaded(R"(
resource "aws_security_group" "g" {
  ingress {
    from_port = 1
  }
  name = "g"
  ingress {
    from_port = 2
  }
})");
  EXPECT_EQ(Configuration::show(loaded.attribute("aws_security_group.g", "ingress")),
            "[{from_port = 1}, {from_port = 2}]");
}

TEST(Blocks, DynamicOnesJoinTheOthers) {
  const Configuration loaded(R"(
variable "more" { type = list(number) }
variable "open" { type = bool }
resource "aws_security_group" "g" {
  ingress {
    port = 1
  }
  dynamic "ingress" {
    for_each = { x = 2 }
    iterator = rule
    content {
      port = rule.value
      name = rule.key
    }
  }
  dynamic "ingress" {
    for_each = var.open ? [3] : []
    content { port = ingress.value }
  }
  dynamic "ingress" {
    for_each = var.more
    content { port = ingress.value }
  }
  dynamic "egress" {
    for_each = []
    content { port = egress.value }
  }
})");
  EXPECT_EQ(loaded.faults(), "");
  EXPECT_EQ(Configuration::show(loaded.attribute("aws_security_group.g", "ingress")),
            "[{port = 1}, {port = 2, name = \"x\"}, <{port = 3}, absent>, *{port = (unknown var.more[*])}]");
  EXPECT_FALSE(loaded.resource("aws_security_group.g").gives("egress"));
}

TEST(Blocks, DynamicOnesNest) {
  const Configuration loaded(R"(
resource "aws_x" "g" {
  dynamic "outer" {
    for_each = ["a", "b"]
    content {
      dynamic "inner" {
        for_each = [1, 2]
        content { name = "${outer.value}${inner.value}" }
      }
    }
  }
})");
  EXPECT_EQ(Configuration::show(loaded.attribute("aws_x.g", "outer")),
            "[{inner = [{name = \"a1\"}, {name = \"a2\"}]}, {inner = [{name = \"b1\"}, {name = \"b2\"}]}]");
}

TEST(Blocks, KeepTheirPlaces) {
  Configuration loaded("resource \"aws_x\" \"g\" {\n  ingress {\n    port = 443\n  }\n}");
  const value::Value block = loaded.attribute("aws_x.g", "ingress").items().front();
  EXPECT_EQ(loaded.sources().text(block.span()), "ingress {\n    port = 443\n  }");
  EXPECT_EQ(loaded.sources().text(block.entries().front().key_span), "port");
  EXPECT_EQ(loaded.sources().text(block.entries().front().value.span()), "443");
}

}  // namespace
}  // namespace tieline::terraform
