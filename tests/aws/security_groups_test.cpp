#include <gtest/gtest.h>

#include "tests/aws/configuration.h"

namespace tieline::aws {
namespace {

std::string inbound(const Configuration& c, std::string_view group) {
  return show(c.model().rules(c.world(), c.group(group), Direction::inbound));
}
std::string outbound(const Configuration& c, std::string_view group) {
  return show(c.model().rules(c.world(), c.group(group), Direction::outbound));
}

TEST(SecurityGroups, InlineBlocksOfTerraform) {
  const auto c = Configuration::terraform(R"(
resource "aws_security_group" "c" {}
resource "aws_security_group" "e" {
  ingress {
    protocol        = "tcp"
    from_port       = 443
    to_port         = 443
    security_groups = [aws_security_group.c.id]
  }
  ingress {
    protocol         = "tcp"
    from_port        = 80
    to_port          = "80"
    cidr_blocks      = ["10.0.0.0/8"]
    ipv6_cidr_blocks = ["::/0"]
    self             = true
  }
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}
)");
  EXPECT_EQ(inbound(c, "aws_security_group.e"),
            "aws_security_group.e 443:yes aws_security_group.c\n"
            "aws_security_group.e 443:no \"10.0.0.0/8\" \"::/0\" self");
  EXPECT_EQ(outbound(c, "aws_security_group.e"), "aws_security_group.e all \"0.0.0.0/0\"");
  EXPECT_EQ(inbound(c, "aws_security_group.c"), "");
  EXPECT_EQ(outbound(c, "aws_security_group.c"), "") << "Terraform takes AWS's allow-all rule away";
}

TEST(SecurityGroups, AttributesAsBlocks) {
  const auto c = Configuration::terraform(R"(
resource "aws_security_group" "e" {
  ingress = [{
    description      = ""
    protocol         = "6"
    from_port        = 0
    to_port          = 65535
    cidr_blocks      = ["10.0.0.0/8"]
    ipv6_cidr_blocks = []
    prefix_list_ids  = ["pl-1"]
    security_groups  = []
    self             = false
  }]
  egress = []
}
)");
  EXPECT_EQ(inbound(c, "aws_security_group.e"), "aws_security_group.e 443:yes \"10.0.0.0/8\" \"pl-1\"");
  EXPECT_EQ(outbound(c, "aws_security_group.e"), "");
}

TEST(SecurityGroups, RulesInResourcesOfTheirOwn) {
  const auto c = Configuration::terraform(R"(
resource "aws_security_group" "c" {}
resource "aws_security_group" "e" {}
resource "aws_security_group_rule" "in" {
  type                     = "ingress"
  security_group_id        = aws_security_group.e.id
  source_security_group_id = aws_security_group.c.id
  protocol                 = "tcp"
  from_port                = 443
  to_port                  = 443
}
resource "aws_security_group_rule" "self" {
  type              = "egress"
  security_group_id = aws_security_group.e.id
  self              = true
  protocol          = "all"
  from_port         = 0
  to_port           = 0
}
resource "aws_vpc_security_group_ingress_rule" "new" {
  security_group_id = aws_security_group.e.id
  cidr_ipv4         = "10.0.0.0/8"
  ip_protocol       = -1
}
resource "aws_vpc_security_group_egress_rule" "new" {
  security_group_id            = aws_security_group.c.id
  referenced_security_group_id = aws_security_group.e.id
  ip_protocol                  = "TCP"
  from_port                    = 443
  to_port                      = 443
}
)");
  EXPECT_EQ(inbound(c, "aws_security_group.e"),
            "aws_security_group_rule.in 443:yes aws_security_group.c\n"
            "aws_vpc_security_group_ingress_rule.new all \"10.0.0.0/8\"");
  EXPECT_EQ(outbound(c, "aws_security_group.e"), "aws_security_group_rule.self all self");
  EXPECT_EQ(outbound(c, "aws_security_group.c"), "aws_vpc_security_group_egress_rule.new 443:yes aws_security_group.e");
}

TEST(SecurityGroups, ExclusiveRulesTakeTheOthersAway) {
  const auto c = Configuration::terraform(R"(
resource "aws_security_group" "e" {}
resource "aws_vpc_security_group_ingress_rule" "kept" {
  security_group_id = aws_security_group.e.id
  cidr_ipv4         = "10.0.0.0/8"
  ip_protocol       = "-1"
}
resource "aws_vpc_security_group_ingress_rule" "removed" {
  security_group_id = aws_security_group.e.id
  cidr_ipv4         = "11.0.0.0/8"
  ip_protocol       = "-1"
}
resource "aws_vpc_security_group_rules_exclusive" "e" {
  security_group_id = aws_security_group.e.id
  ingress_rule_ids  = [aws_vpc_security_group_ingress_rule.kept.id]
  egress_rule_ids   = []
}
)");
  EXPECT_EQ(inbound(c, "aws_security_group.e"), "aws_vpc_security_group_ingress_rule.kept all \"10.0.0.0/8\"");
}

TEST(SecurityGroups, ARuleForAGroupThatNobodyKnowsMayBeForAny) {
  const auto c = Configuration::terraform(R"(
variable "group" { type = string }
data "aws_security_group" "found" { name = "e" }
data "aws_security_group" "other" { name = "other" }
resource "aws_security_group" "e" { name = "e" }
resource "aws_security_group" "f" { name = "f" }
resource "aws_vpc_security_group_ingress_rule" "of_variable" {
  security_group_id = var.group
  cidr_ipv4         = "10.0.0.0/8"
  ip_protocol       = "-1"
}
resource "aws_vpc_security_group_egress_rule" "of_lookup" {
  security_group_id = data.aws_security_group.found.id
  cidr_ipv4         = "10.0.0.0/8"
  ip_protocol       = "-1"
}
)");
  EXPECT_EQ(inbound(c, "aws_security_group.e"), "...");
  EXPECT_EQ(outbound(c, "aws_security_group.e"), "...") << "the lookup may find this group";
  EXPECT_EQ(outbound(c, "aws_security_group.f"), "") << "it looks for another name";
}

TEST(SecurityGroups, ARuleForAnIdThatIsWrittenOutIsForNoDeclaredGroup) {
  const auto c = Configuration::terraform(R"(
resource "aws_security_group" "e" {}
resource "aws_vpc_security_group_ingress_rule" "other" {
  security_group_id = "sg-0123"
  cidr_ipv4         = "10.0.0.0/8"
  ip_protocol       = "-1"
}
)");
  EXPECT_EQ(inbound(c, "aws_security_group.e"), "");
}

TEST(SecurityGroups, GroupsThatOthersMadeHaveTheRulesWrittenHereAndPerhapsMore) {
  const auto c = Configuration::terraform(R"(
data "aws_security_group" "e" { id = "sg-0123" }
resource "aws_vpc_security_group_ingress_rule" "a" {
  security_group_id = data.aws_security_group.e.id
  cidr_ipv4         = "10.0.0.0/8"
  ip_protocol       = "-1"
}
resource "aws_vpc_endpoint" "ei" {
  service_name       = "com.amazonaws.us-west-2.elastic-inference.runtime"
  security_group_ids = ["sg-0123"]
}
)");
  const auto groups = c.model().groups(c.world(), c.endpoint("aws_vpc_endpoint.ei"));
  ASSERT_EQ(show(groups), "sg-0123");
  EXPECT_EQ(show(c.model().rules(c.world(), *groups.items[0].entity, Direction::inbound)),
            "aws_vpc_security_group_ingress_rule.a all \"10.0.0.0/8\"\n...");
}

TEST(SecurityGroups, ReferencesThroughLocalsListsAndArguments) {
  const auto c = Configuration::terraform(R"(
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_security_group" "a" { vpc_id = aws_vpc.main.id }
resource "aws_security_group" "b" {
  vpc_id = aws_security_group.a.vpc_id
  ingress {
    protocol        = "-1"
    from_port       = 0
    to_port         = 0
    security_groups = concat(local.groups, ["123456789012/${aws_security_group.a.id}"])
  }
}
locals {
  groups = [for g in [aws_security_group.a] : g.id]
}
)");
  EXPECT_EQ(show(c.model().vpc(c.world(), c.group("aws_security_group.b"))), "aws_vpc.main");
  EXPECT_EQ(inbound(c, "aws_security_group.b"), "aws_security_group.b all aws_security_group.a aws_security_group.a");
}

TEST(SecurityGroups, WhatIsNotKnownOfRules) {
  const auto c = Configuration::terraform(R"(
variable "ports" { type = list(number) }
variable "cidr" { type = string }
variable "protocol" { type = string }
resource "aws_security_group" "e" {
  dynamic "ingress" {
    for_each = var.ports
    content {
      protocol    = "tcp"
      from_port   = ingress.value
      to_port     = ingress.value
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
  egress {
    protocol    = var.protocol
    from_port   = 443
    to_port     = 443
    cidr_blocks = [var.cidr]
  }
}
)");
  EXPECT_EQ(inbound(c, "aws_security_group.e"), "aws_security_group.e? 443:unknown \"0.0.0.0/0\"\n...");
  const RuleSet rules = c.model().rules(c.world(), c.group("aws_security_group.e"), Direction::outbound);
  ASSERT_EQ(rules.items.size(), 1U);
  EXPECT_EQ(rules.items[0].all_traffic, Answer::unknown);
  EXPECT_EQ(rules.items[0].covers(443), Answer::unknown);
  EXPECT_EQ(rules.items[0].covers(80), Answer::unknown);
  EXPECT_EQ(rules.items[0].peers[0].everything, Answer::unknown);
}

TEST(SecurityGroups, ConditionalRulesAreThereInSomeWorlds) {
  const auto c = Configuration::terraform(R"(
variable "open" { type = bool }
resource "aws_security_group" "e" {}
resource "aws_vpc_security_group_ingress_rule" "a" {
  count             = var.open ? 1 : 0
  security_group_id = aws_security_group.e.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}
)");
  EXPECT_EQ(c.in_every_world([&] { return inbound(c, "aws_security_group.e"); }),
            (std::set<std::string>{"", "aws_vpc_security_group_ingress_rule.a[0] all \"0.0.0.0/0\""}));
}

TEST(SecurityGroups, RulesOfAnUnknownCountAreThereOnlyPossibly) {
  const auto c = Configuration::terraform(R"(
variable "cidrs" { type = set(string) }
resource "aws_security_group" "e" {}
resource "aws_vpc_security_group_ingress_rule" "a" {
  for_each          = var.cidrs
  security_group_id = aws_security_group.e.id
  cidr_ipv4         = each.value
  ip_protocol       = "-1"
}
)");
  const RuleSet rules = c.model().rules(c.world(), c.group("aws_security_group.e"), Direction::inbound);
  ASSERT_EQ(rules.items.size(), 1U);
  EXPECT_TRUE(rules.items[0].possible);
  EXPECT_FALSE(rules.complete);
  EXPECT_EQ(rules.any(), Answer::unknown);
}

TEST(SecurityGroups, CloudFormationKeepsTheImplicitOutboundRule) {
  const auto c = Configuration::cloudformation(R"(
Resources:
  C:
    Type: AWS::EC2::SecurityGroup
    Properties: {GroupDescription: c}
  E:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: e
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: "443", ToPort: 443, SourceSecurityGroupId: !GetAtt C.GroupId}
        - {IpProtocol: 6, FromPort: -1, ToPort: -1, CidrIpv6: ::/0}
      SecurityGroupEgress:
        - {IpProtocol: -1, CidrIp: 127.0.0.1/32}
)");
  EXPECT_EQ(inbound(c, "E"), "E 443:yes C\nE 443:yes \"::/0\"");
  EXPECT_EQ(outbound(c, "C"), "C (implicit) all \"0.0.0.0/0\"");
  const RuleSet rules = c.model().rules(c.world(), c.group("E"), Direction::outbound);
  ASSERT_EQ(show(rules), "E all \"127.0.0.1/32\"");
  EXPECT_EQ(rules.items[0].peers[0].loopback, Answer::yes);
  EXPECT_EQ(rules.items[0].peers[0].everything, Answer::no);
}

TEST(SecurityGroups, CloudFormationRulesInResourcesOfTheirOwn) {
  const auto c = Configuration::cloudformation(R"(
Parameters:
  Other: {Type: AWS::EC2::SecurityGroup::Id}
Conditions:
  Open: !Equals [!Ref Other, sg-1]
Resources:
  C:
    Type: AWS::EC2::SecurityGroup
    Properties: {GroupDescription: c}
  E:
    Type: AWS::EC2::SecurityGroup
    Properties: {GroupDescription: e}
  In:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !Ref E
      IpProtocol: tcp
      FromPort: 443
      ToPort: 443
      SourceSecurityGroupId: !If [Open, !Ref C, !Ref Other]
  Out:
    Type: AWS::EC2::SecurityGroupEgress
    Properties:
      GroupId: !GetAtt C.GroupId
      IpProtocol: "-1"
      DestinationSecurityGroupId: !Ref E
)");
  EXPECT_EQ(c.in_every_world([&] { return inbound(c, "E"); }),
            (std::set<std::string>{"In 443:yes C", "In 443:yes parameter Other"}));
  EXPECT_EQ(outbound(c, "C"), "C (implicit) all \"0.0.0.0/0\"\nOut all E");
}

TEST(SecurityGroups, CloudControlSpellsAsCloudFormationDoesInSnakeCase) {
  const auto c = Configuration::terraform(R"(
resource "awscc_ec2_security_group" "c" { group_description = "c" }
resource "awscc_ec2_security_group" "e" {
  group_description = "e"
  security_group_ingress = [{
    ip_protocol              = "tcp"
    from_port                = 443
    to_port                  = 443
    source_security_group_id = awscc_ec2_security_group.c.group_id
  }]
}
resource "awscc_ec2_security_group_ingress" "more" {
  group_id    = awscc_ec2_security_group.e.id
  ip_protocol = "-1"
  cidr_ip     = "0.0.0.0/0"
}
)");
  EXPECT_EQ(inbound(c, "awscc_ec2_security_group.e"),
            "awscc_ec2_security_group.e 443:yes awscc_ec2_security_group.c\n"
            "awscc_ec2_security_group_ingress.more all \"0.0.0.0/0\"");
  EXPECT_EQ(outbound(c, "awscc_ec2_security_group.e"), "awscc_ec2_security_group.e (implicit) all \"0.0.0.0/0\"");
}

TEST(SecurityGroups, ATakenOverDefaultGroupHasTheRulesWrittenHere) {
  const auto c = Configuration::terraform(R"(
resource "aws_default_security_group" "d" {
  ingress {
    protocol  = "-1"
    from_port = 0
    to_port   = 0
    self      = true
  }
}
)");
  EXPECT_EQ(inbound(c, "aws_default_security_group.d"), "aws_default_security_group.d all self");
  EXPECT_EQ(outbound(c, "aws_default_security_group.d"), "");
}

TEST(SecurityGroups, WhatRulesHangOnAddsUpAndDoesNotMultiply) {
  std::string text = "Parameters:\n";
  std::string conditions = "Conditions:\n";
  std::string rules =
      "Resources:\n  E:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      SecurityGroupIngress:\n";
  std::string apart;
  constexpr int count = 40;
  for (int i = 0; i < count; ++i) {
    const std::string n = std::to_string(i);
    text += "  P" + n + ": {Type: String}\n";
    conditions += "  C" + n + ": !Equals [!Ref P" + n + ", x]\n";
    rules += "        - !If [C" + n + ", {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0." + n +
             ".0/24}, !Ref AWS::NoValue]\n";
    apart += "  R" + n + ":\n    Type: AWS::EC2::SecurityGroupIngress\n    Condition: C" + n +
             "\n    Properties: {GroupId: !Ref E, IpProtocol: -1, CidrIp: 10.1." + n + ".0/24}\n";
  }
  const auto c = Configuration::cloudformation(text + conditions + rules + apart);
  const OpenRules open = c.model().open_rules(c.world(), c.group("E"), Direction::inbound);
  EXPECT_EQ(open.items.size(), 2U * count);
  std::size_t met = 0;
  open.for_each(c.world(), [&](const SecurityRule&) { ++met; });
  EXPECT_EQ(met, 2U * count);
  EXPECT_EQ(c.in_every_world([&] {
    return show(open.any(c.world(), [](const SecurityRule& rule, const Peer&) { return rule.covers(443); }));
  }),
            (std::set<std::string>{"yes", "no"}));
  EXPECT_FALSE(c.world().exhausted());
}

TEST(SecurityGroups, PlacesOfRulesAndPeers) {
  const auto c = Configuration::terraform(R"(
resource "aws_security_group" "e" {
  ingress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["10.0.0.0/8"]
  }
}
resource "aws_vpc_security_group_ingress_rule" "a" {
  security_group_id = aws_security_group.e.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}
)");
  const RuleSet rules = c.model().rules(c.world(), c.group("aws_security_group.e"), Direction::inbound);
  ASSERT_EQ(rules.items.size(), 2U);
  EXPECT_TRUE(c.text_at(rules.items[0].span).starts_with("ingress"));
  EXPECT_EQ(c.text_at(rules.items[0].peers[0].span), "\"10.0.0.0/8\"");
  EXPECT_EQ(c.text_at(rules.items[1].span), "resource \"aws_vpc_security_group_ingress_rule\" \"a\"");
  EXPECT_EQ(c.text_at(rules.items[1].peers[0].span), "\"0.0.0.0/0\"");
}

}  // namespace
}  // namespace tieline::aws
