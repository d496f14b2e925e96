#include "aws/elastic_inference.h"

#include <gtest/gtest.h>

#include "tests/aws/configuration.h"

namespace tieline::aws {
namespace {

std::string show_groups(const Configuration& c, const GroupRoles& groups) {
  std::string text;
  for (const GroupRole& role : groups.items()) {
    if (c.world().decide(role.when)) text += (text.empty() ? "" : ", ") + show(role.group);
  }
  return c.world().decide(groups.incomplete()) ? text + "..." : text;
}

std::string endpoint_groups(const Configuration& c) {
  return show_groups(c, EiGroups(c.model(), c.world()).endpoint_groups);
}

std::string client_groups(const Configuration& c) {
  return show_groups(c, EiGroups(c.model(), c.world()).client_groups);
}

/// An endpoint with a group, and a client group without rules.
constexpr std::string_view endpoint = R"(
resource "aws_security_group" "e" {}
resource "aws_security_group" "c" {}
resource "aws_vpc_endpoint" "ei" {
  service_name       = "com.amazonaws.us-west-2.elastic-inference.runtime"
  security_group_ids = [aws_security_group.e.id]
}
resource "aws_vpc_endpoint" "s3" {
  service_name       = "com.amazonaws.us-west-2.s3"
  security_group_ids = [aws_security_group.c.id]
}
)";

TEST(ElasticInference, GroupsOfEndpointsAndWorkloads) {
  const auto c = Configuration::terraform(std::string(endpoint) + R"(
resource "aws_sagemaker_notebook_instance" "n" {
  accelerator_types = ["ml.eia2.medium"]
  security_groups   = [aws_security_group.c.id]
}
resource "aws_security_group" "other" {}
resource "aws_vpc_security_group_egress_rule" "other" {
  security_group_id            = aws_security_group.other.id
  referenced_security_group_id = aws_security_group.e.id
  ip_protocol                  = "-1"
}
)");
  EXPECT_EQ(endpoint_groups(c), "aws_security_group.e");
  EXPECT_EQ(client_groups(c), "aws_security_group.c") << "a workload says who the clients are";
  const EiGroups groups(c.model(), c.world());
  EXPECT_TRUE(groups.clients_from_workloads.is_always());
  EXPECT_EQ(c.world().answer(groups.is_client_group(&c.group("aws_security_group.c"))), Answer::yes);
  EXPECT_EQ(c.world().answer(groups.is_client_group(&c.group("aws_security_group.other"))), Answer::no);
  EXPECT_EQ(c.world().answer(groups.is_endpoint_group(&c.group("aws_security_group.e"))), Answer::yes);
}

TEST(ElasticInference, WithoutWorkloadsTheRulesSingleClientsOut) {
  const auto c = Configuration::terraform(std::string(endpoint) + R"(
resource "aws_vpc_security_group_ingress_rule" "in" {
  security_group_id            = aws_security_group.e.id
  referenced_security_group_id = aws_security_group.c.id
  ip_protocol                  = "-1"
}
resource "aws_security_group" "d" {
  egress {
    protocol        = "tcp"
    from_port       = 443
    to_port         = 443
    security_groups = [aws_security_group.e.id]
  }
}
resource "aws_security_group" "bystander" {
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}
)");
  EXPECT_EQ(client_groups(c), "aws_security_group.c, aws_security_group.d");
  EXPECT_TRUE(EiGroups(c.model(), c.world()).clients_from_workloads.is_never());
}

TEST(ElasticInference, AWorkloadWithGroupsNobodyKnowsLeavesClientsOpen) {
  const auto c = Configuration::terraform(std::string(endpoint) + R"(
variable "groups" { type = list(string) }
resource "aws_sagemaker_notebook_instance" "n" {
  accelerator_types = ["ml.eia2.medium"]
  security_groups   = var.groups
}
)");
  EXPECT_EQ(client_groups(c), "...");
}

TEST(ElasticInference, TheSameVariableIsTheSameGroup) {
  const auto c = Configuration::terraform(R"(
variable "group" { type = string }
resource "aws_vpc_endpoint" "ei" {
  service_name       = "com.amazonaws.us-west-2.elastic-inference.runtime"
  security_group_ids = [var.group]
}
resource "aws_sagemaker_notebook_instance" "n" {
  accelerator_types = ["ml.eia2.medium"]
  security_groups   = [var.group]
}
)");
  const EiGroups groups(c.model(), c.world());
  ASSERT_EQ(groups.endpoint_groups.items().size(), 1U);
  ASSERT_EQ(groups.client_groups.items().size(), 1U);
  EXPECT_EQ(c.world().answer(groups.is_client_group(groups.endpoint_groups.items()[0].group)), Answer::yes);
}

TEST(ElasticInference, AnEndpointForAServiceNobodyKnowsMayBeOne) {
  const auto c = Configuration::terraform(R"(
variable "service" { type = string }
resource "aws_vpc_endpoint" "x" { service_name = var.service }
)");
  const EiEndpoints endpoints(c.model(), c.world());
  EXPECT_TRUE(endpoints.items().empty());
  EXPECT_TRUE(endpoints.incomplete().is_always());
}

TEST(ElasticInference, EachEndpointIsWalkedByItself) {
  const auto c = Configuration::cloudformation(R"(
Parameters:
  A: {Type: String}
  B: {Type: String}
Conditions:
  IsA: !Equals [!Ref A, x]
  IsB: !Equals [!Ref B, x]
Resources:
  One:
    Type: AWS::EC2::VPCEndpoint
    Condition: IsA
    Properties: {ServiceName: !Sub "com.amazonaws.${AWS::Region}.elastic-inference.runtime"}
  Two:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      ServiceName: !If
        - IsB
        - !Sub com.amazonaws.${AWS::Region}.elastic-inference.runtime
        - !Sub com.amazonaws.${AWS::Region}.s3
)");
  std::vector<std::string> met;
  for_each_ei_endpoint(c.model(), c.world(), [&](const VpcEndpoint& met_endpoint, const ServiceName& service) {
    EXPECT_EQ(service.kind, EndpointService::elastic_inference);
    met.push_back(std::string(met_endpoint.name()) + " when " + c.world().space().describe(c.world().path()));
  });
  EXPECT_EQ(met, (std::vector<std::string>{"One when IsA is true, as where A is 'x'",
                                           "Two when IsB is true, as where B is 'x'"}));
}

TEST(ElasticInference, CloudFormationGroups) {
  const auto c = Configuration::cloudformation(R"(
Resources:
  E:
    Type: AWS::EC2::SecurityGroup
    Properties: {GroupDescription: e}
  C:
    Type: AWS::EC2::SecurityGroup
    Properties: {GroupDescription: c}
  In:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: {GroupId: !Ref E, IpProtocol: tcp, FromPort: 443, ToPort: 443, SourceSecurityGroupId: !Ref C}
  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      ServiceName: !Sub com.amazonaws.${AWS::Region}.elastic-inference.runtime
      SecurityGroupIds: [!Ref E]
)");
  EXPECT_EQ(endpoint_groups(c), "E");
  EXPECT_EQ(client_groups(c), "C");
}

}  // namespace
}  // namespace tieline::aws
