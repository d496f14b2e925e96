// References to resources keep what they refer to, whatever they pass through.

#include "configuration.h"

namespace tieline::terraform {
namespace {

constexpr const char* groups = R"(
resource "aws_security_group" "one" { name = "one" }
resource "aws_security_group" "many" { count = 2 }
resource "aws_security_group" "each" { for_each = toset(["b", "a"]) }
)";

std::string worth(const std::string& expression, const std::string& more = {}) {
  const Configuration loaded(std::string(groups) + more + "\noutput \"o\" { value = " + expression + " }\n");
  EXPECT_EQ(loaded.faults(), "") << expression;
  return loaded.shown("o");
}

TEST(Reference, ComputedAttributeNamesItsResource) {
  EXPECT_EQ(worth("aws_security_group.one.id"), "aws_security_group.one.id");
  EXPECT_EQ(worth("aws_security_group.many[1].arn"), "aws_security_group.many[1].arn");
  EXPECT_EQ(worth("aws_security_group.each[\"a\"].id"), "aws_security_group.each[\"a\"].id");
}

TEST(Reference, ConfiguredAttributeIsItsValueAndAReference) {
  const Configuration loaded(std::string(groups) + "output \"o\" { value = aws_security_group.one.name }");
  EXPECT_EQ(loaded.output("o").string(), "one");
  ASSERT_NE(loaded.output("o").reference(), nullptr);
  EXPECT_EQ(loaded.output("o").reference()->attribute, "name");
  EXPECT_EQ(loaded.output("o").reference()->resource, &loaded.resource("aws_security_group.one"));
}

TEST(Reference, SurvivesCollections) {
  EXPECT_EQ(worth("aws_security_group.many[*].id"), "[aws_security_group.many[0].id, aws_security_group.many[1].id]");
  EXPECT_EQ(worth("aws_security_group.many.*.id"), "[aws_security_group.many[0].id, aws_security_group.many[1].id]");
  EXPECT_EQ(worth("values(aws_security_group.each)[*].id"),
            "[aws_security_group.each[\"a\"].id, aws_security_group.each[\"b\"].id]");
  EXPECT_EQ(worth("[for k, g in aws_security_group.each : g.id]"),
            "[aws_security_group.each[\"a\"].id, aws_security_group.each[\"b\"].id]");
  EXPECT_EQ(worth("{ for k, g in aws_security_group.each : upper(k) => g.id }"),
            "{A = aws_security_group.each[\"a\"].id, B = aws_security_group.each[\"b\"].id}");
  EXPECT_EQ(worth("aws_security_group.one[*].id"), "[aws_security_group.one.id]");
}

TEST(Reference, SurvivesFunctionsThatMoveValues) {
  EXPECT_EQ(worth("concat([aws_security_group.one.id], aws_security_group.many[*].id)[2]"),
            "aws_security_group.many[1].id");
  EXPECT_EQ(worth("try(aws_security_group.one.id, \"none\")"), "aws_security_group.one.id");
  EXPECT_EQ(worth("try(aws_security_group.many[7].id, aws_security_group.one.id)"), "aws_security_group.one.id");
  EXPECT_EQ(worth("one(aws_security_group.one[*].id)"), "aws_security_group.one.id");
  EXPECT_EQ(worth("element(aws_security_group.many[*].id, 3)"), "aws_security_group.many[1].id");
  EXPECT_EQ(worth("\"${aws_security_group.one.id}\""), "aws_security_group.one.id");
}

TEST(Reference, SurvivesLocalsInAnyOrder) {
  EXPECT_EQ(worth("local.third.id",
                  "locals {\n third = local.second\n second = local.first\n"
                  " first = aws_security_group.one\n}"),
            "aws_security_group.one.id");
}

TEST(Reference, IsAPartOfText) {
  EXPECT_EQ(worth("\"a-${aws_security_group.one.id}-b\""), "\"\"a-\", aws_security_group.one.id, \"-b\"\"");
}

TEST(Reference, ToInstancesOfAnUnknownCount) {
  const std::string unknown = "variable \"n\" { type = number }\nresource \"aws_subnet\" \"s\" { count = var.n }";
  EXPECT_EQ(worth("aws_subnet.s[0].id", unknown), "aws_subnet.s.id");
  EXPECT_EQ(worth("aws_subnet.s[*].id", unknown), "[*aws_subnet.s.id]");
}

TEST(Reference, OfAnArgumentThatIsAReferenceItselfIsThatOne) {
  EXPECT_EQ(worth("aws_instance.i.vpc", "resource \"aws_instance\" \"i\" { vpc = aws_security_group.one.vpc_id }"),
            "aws_security_group.one.vpc_id");
}

TEST(Reference, IntoNestedBlocks) {
  const std::string resource =
      "resource \"aws_eks_cluster\" \"c\" {\n vpc_config {\n  subnet_ids = [\"a\", \"b\"]\n }\n}";
  EXPECT_EQ(worth("aws_eks_cluster.c.vpc_config[0].subnet_ids[1]", resource), "\"b\"");
  EXPECT_EQ(worth("aws_eks_cluster.c.vpc_config[0].cluster_security_group_id", resource),
            "aws_eks_cluster.c.vpc_config[0].cluster_security_group_id");
}

TEST(Reference, ToDataSourcesNamesWhoSettlesIt) {
  const Configuration loaded(
      "data \"aws_vpc\" \"v\" {\n default = true\n}\noutput \"o\" { value = data.aws_vpc.v.id }");
  const value::Value id = loaded.output("o");
  EXPECT_EQ(id.refinement().cause, "data.aws_vpc.v.id");
  ASSERT_NE(id.reference(), nullptr);
  EXPECT_EQ(id.reference()->resource->mode, graph::Mode::data);
}

TEST(Reference, OfDependsOn) {
  const Configuration loaded(std::string(groups) +
                             "resource \"aws_instance\" \"i\" {\n depends_on = [aws_security_group.many]\n}");
  const auto references = loaded.resource("aws_instance.i").depends_on;
  ASSERT_EQ(references.size(), 2U);
  EXPECT_EQ(references[1].resource->address, "aws_security_group.many[1]");
}

}  // namespace
}  // namespace tieline::terraform
