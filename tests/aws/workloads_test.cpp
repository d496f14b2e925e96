#include <gtest/gtest.h>

#include "tests/aws/configuration.h"

namespace tieline::aws {
namespace {

/// What a site is made of, one a line.
std::string show_sites(const std::vector<Site>& sites) {
  std::string text;
  for (const Site& site : sites) {
    if (!text.empty()) text += '\n';
    for (const Accelerator& accelerator : site.accelerators) text += to_debug_string(accelerator.type.value) + ' ';
    text += "role " + aws::show(site.role);
    if (site.model.given) text += " model " + aws::show(site.model);
    text += " subnets [" + aws::show(site.subnets) + "] groups [" + aws::show(site.groups) + "]";
    text += " vpc " + aws::show(site.vpc) + ' ' + aws::show(site.in_vpc);
  }
  return text;
}

TEST(Workloads, NotebookInstances) {
  const auto c = Configuration::terraform(R"(
variable "accelerator" { type = string }
resource "aws_vpc" "main" {}
resource "aws_subnet" "a" { vpc_id = aws_vpc.main.id }
resource "aws_security_group" "c" { vpc_id = aws_vpc.main.id }
resource "aws_iam_role" "r" { name = "r" }
resource "aws_sagemaker_notebook_instance" "in_vpc" {
  role_arn          = aws_iam_role.r.arn
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = aws_subnet.a.id
  security_groups   = [aws_security_group.c.id]
}
resource "aws_sagemaker_notebook_instance" "outside" {
  role_arn          = "arn:aws:iam::123456789012:role/r"
  accelerator_types = ["ml.eia2.medium"]
}
resource "aws_sagemaker_notebook_instance" "plain" { role_arn = aws_iam_role.r.arn }
resource "aws_sagemaker_notebook_instance" "open" { accelerator_types = [var.accelerator] }
)");
  const auto sites = [&](std::string_view name) {
    return show_sites(c.model().sites(c.world(), c.workload("aws_sagemaker_notebook_instance." + std::string(name))));
  };
  EXPECT_EQ(sites("in_vpc"),
            "\"ml.eia2.medium\" role aws_iam_role.r subnets [aws_subnet.a] groups [aws_security_group.c] vpc "
            "aws_vpc.main yes");
  EXPECT_EQ(sites("outside"), "\"ml.eia2.medium\" role aws_iam_role.r subnets [] groups [] vpc (nobody) no");
  EXPECT_EQ(sites("plain"), "");
}

TEST(Workloads, VariantsRunTheirModels) {
  const auto c = Configuration::terraform(R"(
resource "aws_vpc" "main" {}
resource "aws_subnet" "a" { vpc_id = aws_vpc.main.id }
resource "aws_subnet" "b" { vpc_id = aws_vpc.main.id }
resource "aws_security_group" "c" { vpc_id = aws_vpc.main.id }
resource "aws_iam_role" "r" {}
resource "aws_sagemaker_model" "m" {
  name               = "mine"
  execution_role_arn = aws_iam_role.r.arn
  vpc_config {
    subnets            = [aws_subnet.a.id, aws_subnet.b.id]
    security_group_ids = [aws_security_group.c.id]
  }
}
resource "aws_sagemaker_model" "outside" { execution_role_arn = aws_iam_role.r.arn }
resource "aws_sagemaker_endpoint_configuration" "e" {
  production_variants {
    variant_name     = "plain"
    model_name       = aws_sagemaker_model.m.name
    instance_type    = "ml.c5.xlarge"
  }
  production_variants {
    model_name       = aws_sagemaker_model.m.name
    instance_type    = "ml.c5.xlarge"
    accelerator_type = "ml.eia2.medium"
  }
  production_variants {
    model_name       = "mine"
    accelerator_type = "ml.eia2.large"
  }
  shadow_production_variants {
    model_name       = aws_sagemaker_model.outside.name
    accelerator_type = "ml.eia1.large"
  }
}
)");
  const auto sites = c.model().sites(c.world(), c.workload("aws_sagemaker_endpoint_configuration.e"));
  const std::string network = "subnets [aws_subnet.a, aws_subnet.b] groups [aws_security_group.c] vpc aws_vpc.main yes";
  EXPECT_EQ(show_sites(sites),
            "\"ml.eia2.medium\" role aws_iam_role.r model aws_sagemaker_model.m " + network +
                "\n\"ml.eia2.large\" role aws_iam_role.r model aws_sagemaker_model.m " + network +
                "\n\"ml.eia1.large\" role aws_iam_role.r model aws_sagemaker_model.outside subnets [] "
                "groups [] vpc (nobody) no");
  EXPECT_EQ(sites.at(0).instance_type.text(), "ml.c5.xlarge");
  EXPECT_TRUE(c.text_at(sites.at(0).span).starts_with("production_variants"));
}

TEST(Workloads, LaunchTemplatesAndThoseWhoUseThem) {
  const auto c = Configuration::terraform(R"(
resource "aws_vpc" "main" {}
resource "aws_subnet" "a" { vpc_id = aws_vpc.main.id }
resource "aws_subnet" "b" { vpc_id = aws_vpc.main.id }
resource "aws_security_group" "c" { vpc_id = aws_vpc.main.id }
resource "aws_iam_role" "r" { name = "r" }
resource "aws_iam_instance_profile" "p" {
  name = "p"
  role = aws_iam_role.r.name
}
resource "aws_launch_template" "t" {
  instance_type          = "c5.large"
  vpc_security_group_ids = [aws_security_group.c.id]
  elastic_inference_accelerator { type = "eia2.medium" }
  iam_instance_profile { name = aws_iam_instance_profile.p.name }
}
resource "aws_launch_template" "by_arn" {
  elastic_inference_accelerator { type = "eia2.medium" }
  iam_instance_profile { arn = aws_iam_instance_profile.p.arn }
  network_interfaces {
    subnet_id       = aws_subnet.a.id
    security_groups = [aws_security_group.c.id]
  }
}
resource "aws_autoscaling_group" "g" {
  vpc_zone_identifier = [aws_subnet.a.id, aws_subnet.b.id]
  launch_template {
    id      = aws_launch_template.t.id
    version = "$Latest"
  }
}
)");
  const auto sites = [&](std::string_view name) {
    return show_sites(c.model().sites(c.world(), c.workload("aws_launch_template." + std::string(name))));
  };
  EXPECT_EQ(sites("t"),
            "\"eia2.medium\" role aws_iam_role.r subnets [aws_subnet.a, aws_subnet.b] groups [aws_security_group.c] "
            "vpc aws_vpc.main yes");
  EXPECT_EQ(sites("by_arn"),
            "\"eia2.medium\" role aws_iam_role.r subnets [aws_subnet.a] groups [aws_security_group.c] "
            "vpc aws_vpc.main yes");
}

TEST(Workloads, TaskDefinitionsAndTheServicesThatRunThem) {
  const auto c = Configuration::terraform(R"(
resource "aws_subnet" "a" {}
resource "aws_security_group" "c" {}
resource "aws_iam_role" "r" {}
resource "aws_ecs_task_definition" "t" {
  family        = "t"
  task_role_arn = aws_iam_role.r.arn
  inference_accelerator {
    device_name = "device_1"
    device_type = "eia2.medium"
  }
}
resource "aws_ecs_task_definition" "unused" {
  family = "unused"
  inference_accelerator {
    device_name = "device_1"
    device_type = "eia2.medium"
  }
}
resource "aws_ecs_service" "s" {
  task_definition = aws_ecs_task_definition.t.arn
  network_configuration {
    subnets         = [aws_subnet.a.id]
    security_groups = [aws_security_group.c.id]
  }
}
)");
  EXPECT_EQ(
      show_sites(c.model().sites(c.world(), c.workload("aws_ecs_task_definition.t"))),
      "\"eia2.medium\" role aws_iam_role.r subnets [aws_subnet.a] groups [aws_security_group.c] vpc (nobody) yes");
  EXPECT_EQ(show_sites(c.model().sites(c.world(), c.workload("aws_ecs_task_definition.unused"))),
            "\"eia2.medium\" role (nobody) subnets [...] groups [...] vpc (nobody) unknown");
}

TEST(Workloads, CloudFormation) {
  const auto c = Configuration::cloudformation(R"(
Resources:
  Vpc: {Type: AWS::EC2::VPC}
  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc}}
  C: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: c, VpcId: !Ref Vpc}}
  R: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}}}
  P: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref R]}}
  Notebook:
    Type: AWS::SageMaker::NotebookInstance
    Properties:
      RoleArn: !GetAtt R.Arn
      AcceleratorTypes: [ml.eia2.medium]
      SubnetId: !Ref A
      SecurityGroupIds: [!GetAtt C.GroupId]
  Model:
    Type: AWS::SageMaker::Model
    Properties:
      ExecutionRoleArn: !GetAtt R.Arn
      VpcConfig: {Subnets: [!Ref A], SecurityGroupIds: [!Ref C]}
  Config:
    Type: AWS::SageMaker::EndpointConfig
    Properties:
      ProductionVariants:
        - {ModelName: !GetAtt Model.ModelName, AcceleratorType: ml.eia2.medium, InstanceType: ml.c5.large}
  Instance:
    Type: AWS::EC2::Instance
    Properties:
      IamInstanceProfile: !Ref P
      SubnetId: !Ref A
      SecurityGroupIds: [!GetAtt C.GroupId]
      ElasticInferenceAccelerators: [{Type: eia2.medium, Count: 1}]
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        IamInstanceProfile: {Arn: !GetAtt P.Arn}
        ElasticInferenceAccelerators: [{Type: eia2.medium}]
        NetworkInterfaces: [{SubnetId: !Ref A, Groups: [!Ref C]}]
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      TaskRoleArn: !GetAtt R.Arn
      InferenceAccelerators: [{DeviceName: d, DeviceType: eia2.medium}]
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref A], SecurityGroups: [!Ref C]}}
)");
  const auto sites = [&](std::string_view name) { return show_sites(c.model().sites(c.world(), c.workload(name))); };
  const std::string network = "subnets [A] groups [C] vpc Vpc yes";
  EXPECT_EQ(sites("Notebook"), "\"ml.eia2.medium\" role R " + network);
  EXPECT_EQ(sites("Config"), "\"ml.eia2.medium\" role R model Model " + network);
  EXPECT_EQ(sites("Instance"), "\"eia2.medium\" role R " + network);
  EXPECT_EQ(sites("Template"), "\"eia2.medium\" role R " + network);
  EXPECT_EQ(sites("Task"), "\"eia2.medium\" role R " + network);
}

TEST(Workloads, WhatIsNotKnownIsNoWorkload) {
  const auto c = Configuration::terraform(R"(
variable "types" { type = list(string) }
variable "type" { type = string }
variable "on" { type = bool }
resource "aws_sagemaker_notebook_instance" "unknown_list" { accelerator_types = var.types }
resource "aws_sagemaker_notebook_instance" "no_list" { accelerator_types = [] }
resource "aws_sagemaker_notebook_instance" "either" { accelerator_types = var.on ? ["ml.eia2.medium"] : null }
resource "aws_sagemaker_endpoint_configuration" "maybe" {
  production_variants {
    model_name       = "m"
    accelerator_type = var.type
  }
}
)");
  const auto count = [&](std::string_view name) {
    bool complete = true;
    const auto sites = c.model().sites(c.world(), c.workload(name), &complete);
    return std::to_string(sites.size()) + (complete ? "" : " or more");
  };
  EXPECT_EQ(count("aws_sagemaker_notebook_instance.unknown_list"), "0 or more");
  EXPECT_EQ(count("aws_sagemaker_notebook_instance.no_list"), "0");
  EXPECT_EQ(c.in_every_world([&] { return count("aws_sagemaker_notebook_instance.either"); }),
            (std::set<std::string>{"0", "1"}));
  EXPECT_EQ(count("aws_sagemaker_endpoint_configuration.maybe"), "0 or more");
}

}  // namespace
}  // namespace tieline::aws
