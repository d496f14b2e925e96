// What is drawn of a configuration, and where its faults are marked.

#include "report/drawing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "lint/graph_findings.h"
#include "tests/aws/configuration.h"

namespace tieline::report {
namespace {

constexpr std::string_view terraform = R"(
resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}
resource "aws_subnet" "a" {
  vpc_id            = aws_vpc.main.id
  availability_zone = "us-west-2a"
}
resource "aws_subnet" "b" {
  vpc_id            = aws_vpc.main.id
  availability_zone = "us-west-2b"
}
resource "aws_security_group" "endpoint" {
  vpc_id = aws_vpc.main.id
  ingress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    security_groups = [aws_security_group.client.id]
  }
  ingress {
    from_port   = 22
    to_port     = 23
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_security_group" "client" { vpc_id = aws_vpc.main.id }
resource "aws_security_group_rule" "out" {
  type                     = "egress"
  security_group_id        = aws_security_group.client.id
  source_security_group_id = aws_security_group.endpoint.id
  protocol                 = "tcp"
  from_port                = 443
  to_port                  = 443
}
resource "aws_vpc_endpoint" "ei" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.a.id, aws_subnet.b.id]
  security_group_ids  = [aws_security_group.endpoint.id]
}
resource "aws_sagemaker_notebook_instance" "lab" {
  role_arn          = "arn:aws:iam::111122223333:role/lab"
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = aws_subnet.a.id
  security_groups   = [aws_security_group.client.id]
}
)";

/// A drawing, and questions about it.
struct Drawn {
  Drawing drawing;

  explicit Drawn(aws::Configuration& configuration) {
    const auto findings = lint::lint_graph(configuration.sources(), configuration.graph(), {});
    drawing = draw(configuration.model(), configuration.world(), findings);
  }

  [[nodiscard]] const DrawnNode* node(std::string_view name) const {
    const auto found = std::find_if(drawing.nodes.begin(), drawing.nodes.end(),
                                    [&](const DrawnNode& node) { return node.name == name; });
    return found == drawing.nodes.end() ? nullptr : &*found;
  }
  [[nodiscard]] std::string parent_of(std::string_view name) const {
    const DrawnNode* child = node(name);
    return child == nullptr || child->parent == no_node ? "" : drawing.nodes[child->parent].name;
  }
  /// "from -> to: label [codes]" for every line of that kind.
  [[nodiscard]] std::vector<std::string> lines(Line line) const {
    std::vector<std::string> all;
    for (const DrawnEdge& edge : drawing.edges) {
      if (edge.line != line) continue;
      std::string text = drawing.nodes[edge.from].name + " -> " + drawing.nodes[edge.to].name + ": " + edge.label;
      for (const std::string& code : edge.faults) text += " " + code;
      all.push_back(text);
    }
    std::sort(all.begin(), all.end());
    return all;
  }
};

using Lines = std::vector<std::string>;

TEST(DrawingOfConfigurations, ThingsStandInTheirVpcAndZone) {
  auto configuration = aws::Configuration::terraform(terraform);
  const Drawn drawn(configuration);
  EXPECT_EQ(drawn.parent_of("aws_subnet.a"), "aws_vpc.main us-west-2a");
  EXPECT_EQ(drawn.parent_of("aws_vpc.main us-west-2a"), "aws_vpc.main");
  EXPECT_EQ(drawn.parent_of("aws_vpc_endpoint.ei"), "aws_vpc.main");
  EXPECT_EQ(drawn.parent_of("aws_security_group.client"), "aws_vpc.main");
  EXPECT_EQ(drawn.parent_of("aws_sagemaker_notebook_instance.lab"), "aws_vpc.main");
  EXPECT_EQ(drawn.parent_of("10.0.0.0/8"), "");
  EXPECT_EQ(drawn.node("aws_sagemaker_notebook_instance.lab")->detail, "ml.eia2.medium");
}

TEST(DrawingOfConfigurations, RulesPointTheWayTheyLetPass) {
  auto configuration = aws::Configuration::terraform(terraform);
  const Drawn drawn(configuration);
  EXPECT_EQ(drawn.lines(Line::may_call), (Lines{
                                             "10.0.0.0/8 -> aws_security_group.endpoint: tcp 22-23 in EI301",
                                             "aws_security_group.client -> aws_security_group.endpoint: tcp 443 in",
                                             "aws_security_group.client -> aws_security_group.endpoint: tcp 443 out",
                                             "aws_security_group.endpoint -> 0.0.0.0/0: all traffic out",
                                         }));
  EXPECT_EQ(drawn.lines(Line::attached),
            (Lines{"aws_security_group.client -> aws_sagemaker_notebook_instance.lab: guards",
                   "aws_security_group.endpoint -> aws_vpc_endpoint.ei: guards"}));
  EXPECT_EQ(drawn.lines(Line::uses), (Lines{"aws_sagemaker_notebook_instance.lab -> lab: acts as"}));
}

TEST(DrawingOfConfigurations, FaultsAreMarkedWhereTheyAre) {
  auto configuration = aws::Configuration::terraform(terraform);
  const Drawn drawn(configuration);
  EXPECT_EQ(drawn.node("aws_security_group.endpoint")->faults, Lines{"EI301"});
  EXPECT_EQ(drawn.node("aws_vpc_endpoint.ei")->faults, Lines{});
  EXPECT_EQ(drawn.node("aws_sagemaker_notebook_instance.lab")->faults, Lines{}) << "EI503 is no fault";
}

TEST(DrawingOfConfigurations, LogicalIdsSayWhatTheyAre) {
  auto configuration = aws::Configuration::cloudformation(R"(
Parameters:
  Prod: {Type: String}
Conditions:
  IsProd: !Equals [!Ref Prod, "yes"]
Resources:
  Net: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Door: {Type: AWS::EC2::SecurityGroup, Condition: IsProd, Properties: {GroupDescription: d, VpcId: !Ref Net}}
)");
  const Drawn drawn(configuration);
  EXPECT_EQ(drawn.node("Net")->kind, "VPC");
  EXPECT_EQ(drawn.node("Door")->kind, "security group");
  EXPECT_EQ(drawn.node("Door")->when, "IsProd is true, as where Prod is 'yes'");
}

}  // namespace
}  // namespace tieline::report
