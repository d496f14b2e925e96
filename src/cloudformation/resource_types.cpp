#include "cloudformation/resource_types.h"

#include <array>
#include <utility>

namespace tieline::cloudformation {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 19> name_properties{{
    {"AWS::IAM::Role", "RoleName"},
    {"AWS::IAM::InstanceProfile", "InstanceProfileName"},
    {"AWS::IAM::User", "UserName"},
    {"AWS::IAM::Group", "GroupName"},
    {"AWS::S3::Bucket", "BucketName"},
    {"AWS::Lambda::Function", "FunctionName"},
    {"AWS::Serverless::Function", "FunctionName"},
    {"AWS::DynamoDB::Table", "TableName"},
    {"AWS::ECS::Cluster", "ClusterName"},
    {"AWS::ECR::Repository", "RepositoryName"},
    {"AWS::EKS::Cluster", "Name"},
    {"AWS::EC2::KeyPair", "KeyName"},
    {"AWS::AutoScaling::AutoScalingGroup", "AutoScalingGroupName"},
    {"AWS::AutoScaling::LaunchConfiguration", "LaunchConfigurationName"},
    {"AWS::Logs::LogGroup", "LogGroupName"},
    {"AWS::CloudWatch::Alarm", "AlarmName"},
    {"AWS::SSM::Parameter", "Name"},
    {"AWS::KMS::Alias", "AliasName"},
    {"AWS::Kinesis::Stream", "Name"},
}};

}  // namespace

std::string_view name_property_of(std::string_view type) {
  for (const auto& [of, property] : name_properties) {
    if (of == type) return property;
  }
  return {};
}

bool is_custom_type(std::string_view type) {
  return type.starts_with("Custom::") || type == "AWS::CloudFormation::CustomResource";
}

bool is_text_attribute(std::string_view attribute) {
  for (const std::string_view ending : {"Arn", "Id", "Name", "ARN"}) {
    if (attribute.ends_with(ending)) return true;
  }
  return false;
}

}  // namespace tieline::cloudformation
