#include <gtest/gtest.h>

#include "tests/aws/configuration.h"

namespace tieline::aws {
namespace {

/// The carriers and what they carry: `document`, or the ARN where only that is known.
std::string show_policies(const PolicySources& policies) {
  std::string text;
  for (const PolicySource& policy : policies.items) {
    if (!text.empty()) text += '\n';
    text += policy.carrier->address;
    text += policy.document.given ? " document" : " " + to_debug_string(policy.arn.value);
    if (policy.possible) text += '?';
  }
  return policies.complete ? text : text + (text.empty() ? "..." : "\n...");
}

std::string policies(const Configuration& c, std::string_view role) {
  return show_policies(c.model().policies(c.world(), c.role(role)));
}

TEST(Roles, PoliciesInEveryWayTerraformHas) {
  const auto c = Configuration::terraform(R"(
resource "aws_iam_role" "r" {
  name                = "r"
  assume_role_policy  = jsonencode({})
  managed_policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
  inline_policy {
    name   = "inline"
    policy = jsonencode({})
  }
}
resource "aws_iam_role" "other" { name = "other" }
resource "aws_iam_role_policy" "own" {
  role   = aws_iam_role.r.id
  policy = jsonencode({})
}
resource "aws_iam_policy" "p" { policy = jsonencode({}) }
resource "aws_iam_role_policy_attachment" "p" {
  role       = aws_iam_role.r.name
  policy_arn = aws_iam_policy.p.arn
}
resource "aws_iam_policy_attachment" "many" {
  name       = "many"
  roles      = ["r", aws_iam_role.other.name]
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
}
resource "aws_iam_role_policy_attachments_exclusive" "all" {
  role_name   = aws_iam_role.other.name
  policy_arns = ["arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"]
}
)");
  EXPECT_EQ(policies(c, "aws_iam_role.r"),
            "aws_iam_role.r document\n"
            "aws_iam_role.r \"arn:aws:iam::aws:policy/ReadOnlyAccess\"\n"
            "aws_iam_role_policy.own document\n"
            "aws_iam_policy.p document\n"
            "aws_iam_policy_attachment.many \"arn:aws:iam::aws:policy/AmazonSageMakerFullAccess\"");
  EXPECT_EQ(policies(c, "aws_iam_role.other"),
            "aws_iam_policy_attachment.many \"arn:aws:iam::aws:policy/AmazonSageMakerFullAccess\"\n"
            "aws_iam_role_policy_attachments_exclusive.all "
            "\"arn:aws:iam::aws:policy/AmazonSageMakerFullAccess\"");
  EXPECT_TRUE(c.model().trust_policy(c.world(), c.role("aws_iam_role.r")).given);
  EXPECT_FALSE(c.model().permissions_boundary(c.world(), c.role("aws_iam_role.r")).has_value());
}

TEST(Roles, PoliciesInEveryWayCloudFormationHas) {
  const auto c = Configuration::cloudformation(R"(
Resources:
  R:
    Type: AWS::IAM::Role
    Properties:
      RoleName: mine
      AssumeRolePolicyDocument: {}
      PermissionsBoundary: !Ref Managed
      ManagedPolicyArns: [!Ref Managed, "arn:aws:iam::aws:policy/ReadOnlyAccess"]
      Policies: [{PolicyName: a, PolicyDocument: {Statement: []}}]
  Managed:
    Type: AWS::IAM::ManagedPolicy
    Properties: {PolicyDocument: {Statement: []}}
  Attached:
    Type: AWS::IAM::ManagedPolicy
    Properties: {PolicyDocument: {Statement: []}, Roles: [!Ref R]}
  Inline:
    Type: AWS::IAM::Policy
    Properties: {PolicyName: i, PolicyDocument: {Statement: []}, Roles: [mine]}
  RolePolicy:
    Type: AWS::IAM::RolePolicy
    Properties: {PolicyName: i, PolicyDocument: {Statement: []}, RoleName: !Ref R}
)");
  EXPECT_EQ(policies(c, "R"),
            "R document\nManaged document\nR \"arn:aws:iam::aws:policy/ReadOnlyAccess\"\n"
            "Attached document\nInline document\nRolePolicy document");
  const auto boundary = c.model().permissions_boundary(c.world(), c.role("R"));
  ASSERT_TRUE(boundary);
  EXPECT_EQ(boundary->carrier->address, "Managed");
  EXPECT_TRUE(boundary->document.given);
}

TEST(Roles, NamesThatAreNotLiteral) {
  const auto c = Configuration::terraform(R"(
variable "prefix" { type = string }
locals { name = "${var.prefix}-ei" }
resource "aws_iam_role" "r" { name = local.name }
resource "aws_iam_role" "s" { name = "s" }
resource "aws_iam_role_policy" "same_text" {
  role   = "${var.prefix}-ei"
  policy = jsonencode({})
}
)");
  EXPECT_EQ(policies(c, "aws_iam_role.r"), "aws_iam_role_policy.same_text document");
}

TEST(Roles, AnAttachmentToARoleNobodyKnows) {
  const auto c = Configuration::terraform(R"(
variable "role" { type = string }
variable "prefix" { type = string }
resource "aws_iam_role" "r" { name = "r" }
resource "aws_iam_role" "unnamed" { name = "${var.prefix}-x" }
resource "aws_iam_role_policy" "of_variable" {
  role   = var.role
  policy = jsonencode({})
}
resource "aws_iam_role_policy_attachment" "of_name" {
  role       = "somebody-else"
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
)");
  EXPECT_EQ(policies(c, "aws_iam_role.r"), "...");
  EXPECT_EQ(policies(c, "aws_iam_role.unnamed"), "...");
}

TEST(Roles, LiteralNamesOfOtherRoles) {
  const auto c = Configuration::terraform(R"(
resource "aws_iam_role" "r" { name = "r" }
resource "aws_iam_role_policy_attachment" "of_name" {
  role       = "somebody-else"
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
)");
  EXPECT_EQ(policies(c, "aws_iam_role.r"), "");
}

TEST(Roles, PoliciesThatAreLookedUp) {
  const auto c = Configuration::terraform(R"(
data "aws_iam_policy" "aws" { arn = "arn:aws:iam::aws:policy/ReadOnlyAccess" }
data "aws_iam_policy" "ours" { name = "ours" }
resource "aws_iam_role" "r" { name = "r" }
resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.r.name
  policy_arn = data.aws_iam_policy.aws.arn
}
resource "aws_iam_role_policy_attachment" "b" {
  role       = aws_iam_role.r.name
  policy_arn = data.aws_iam_policy.ours.arn
}
)");
  const auto found = c.model().policies(c.world(), c.role("aws_iam_role.r"));
  ASSERT_EQ(found.items.size(), 2U);
  EXPECT_EQ(found.items[0].arn.text(), "arn:aws:iam::aws:policy/ReadOnlyAccess");
  EXPECT_FALSE(found.items[1].arn.text());
  EXPECT_FALSE(found.items[1].document.given);
}

TEST(Policies, EveryCarrierIsListed) {
  const auto c = Configuration::terraform(R"(
resource "aws_iam_role" "r" {
  assume_role_policy = jsonencode({})
  inline_policy {
    name   = "a"
    policy = jsonencode({})
  }
}
resource "aws_iam_policy" "p" { policy = jsonencode({}) }
resource "aws_iam_user_policy" "u" {
  user   = "u"
  policy = jsonencode({})
}
resource "aws_ssoadmin_permission_set_inline_policy" "s" { inline_policy = jsonencode({}) }
resource "aws_vpc" "v" {}
)");
  std::string text;
  for (const Resource* carrier : c.model().policy_carriers()) {
    text += std::string(carrier->address) + ' ';
    text += std::to_string(c.model().documents(c.world(), *carrier).size()) + '\n';
  }
  EXPECT_EQ(text,
            "aws_iam_role.r 1\naws_iam_policy.p 1\naws_iam_user_policy.u 1\n"
            "aws_ssoadmin_permission_set_inline_policy.s 1\n");
}

}  // namespace
}  // namespace tieline::aws
