#include "aws/facts.h"

#include <gtest/gtest.h>

namespace tieline::aws {
namespace {

TEST(Facts, Regions) {
  EXPECT_EQ(facts::elastic_inference_regions().size(), 6U);
  EXPECT_TRUE(facts::has_elastic_inference("eu-west-1"));
  EXPECT_FALSE(facts::has_elastic_inference("eu-central-1"));
  EXPECT_TRUE(facts::is_region("eu-central-1"));
  EXPECT_FALSE(facts::is_region("eu-central-9"));
}

TEST(Facts, AcceleratorsByWorkload) {
  EXPECT_TRUE(facts::is_accelerator_type(WorkloadKind::notebook_instance, "ml.eia2.medium"));
  EXPECT_FALSE(facts::is_accelerator_type(WorkloadKind::notebook_instance, "eia2.medium"));
  EXPECT_TRUE(facts::is_accelerator_type(WorkloadKind::launch_template, "eia1.xlarge"));
  EXPECT_FALSE(facts::is_accelerator_type(WorkloadKind::ecs_task_definition, "eia2.huge"));
  EXPECT_EQ(facts::accelerator_types(WorkloadKind::ecs_task_definition).size(), 6U);
}

TEST(Facts, WhatWorkloadsNeed) {
  EXPECT_EQ(facts::required_actions(WorkloadKind::endpoint_configuration).size(), 2U);
  ASSERT_EQ(facts::required_actions(WorkloadKind::ec2_instance).size(), 1U);
  EXPECT_EQ(facts::required_actions(WorkloadKind::ec2_instance)[0], "elastic-inference:Connect");
  EXPECT_FALSE(facts::replacements(WorkloadKind::notebook_instance).empty());
  EXPECT_NE(facts::discontinuation_notice().find("April 15, 2023"), std::string_view::npos);
  EXPECT_TRUE(facts::complete_permissions().starts_with("{"));
  EXPECT_TRUE(facts::complete_permissions().ends_with("}"));
}

TEST(Facts, GpuInstances) {
  EXPECT_EQ(facts::gpu_of("ml.g4dn.xlarge"), "NVIDIA T4");
  EXPECT_EQ(facts::gpu_of("p3.2xlarge"), "NVIDIA V100");
  EXPECT_EQ(facts::gpu_of("ml.p99.xlarge"), "GPU");
  EXPECT_EQ(facts::gpu_of("ml.c5.xlarge"), std::nullopt);
  EXPECT_EQ(facts::gpu_of("ml.inf1.xlarge"), std::nullopt);
  EXPECT_EQ(facts::gpu_of(""), std::nullopt);
}

TEST(Facts, ManagedPolicies) {
  const auto full = facts::managed_policy("arn:aws:iam::aws:policy/AmazonSageMakerFullAccess");
  ASSERT_TRUE(full);
  EXPECT_TRUE(full->starts_with("{"));
  EXPECT_TRUE(full->ends_with("}"));
  EXPECT_NE(full->find("sagemaker"), std::string_view::npos);
  EXPECT_EQ(facts::managed_policy("arn:aws-cn:iam::aws:policy/AmazonSageMakerFullAccess"), full);
  EXPECT_FALSE(facts::managed_policy("arn:aws:iam::aws:policy/NoSuchPolicy"));
  EXPECT_FALSE(facts::managed_policy("arn:aws:iam::123456789012:policy/AmazonSageMakerFullAccess"));
  EXPECT_FALSE(facts::managed_policy("AmazonSageMakerFullAccess"));
  EXPECT_FALSE(facts::managed_policy(""));
}

TEST(Facts, Actions) {
  EXPECT_FALSE(facts::actions_of("elastic-inference").empty());
  EXPECT_TRUE(facts::actions_of("nothing").empty());
  EXPECT_TRUE(facts::is_service_prefix("EC2"));
  EXPECT_TRUE(facts::is_service_prefix("elastic-inference"));
  EXPECT_FALSE(facts::is_service_prefix("elasticinference"));
  EXPECT_EQ(facts::has_resource_level_permissions("ec2:DescribeVpcEndpoints"), false);
  EXPECT_EQ(facts::has_resource_level_permissions("iam:PassRole"), true);
  EXPECT_EQ(facts::has_resource_level_permissions("no:Action"), std::nullopt);
  EXPECT_TRUE(facts::is_endpoint_service("sagemaker.runtime"));
  EXPECT_TRUE(facts::is_endpoint_service("elastic-inference.runtime"));
  EXPECT_FALSE(facts::is_endpoint_service("elastic-inference"));
}

}  // namespace
}  // namespace tieline::aws
