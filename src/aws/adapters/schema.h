#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "aws/network.h"

/// What tells the languages apart, as data: resource types, and how each spells the fields that the model reads.
namespace tieline::aws {

/// Who spells: the `aws` provider, CloudFormation, or the `awscc` provider, whose names are CloudFormation's in snake
/// case.
enum class Dialect : std::uint8_t { terraform, cloudformation, awscc };

/// What a resource type means to the model.
enum class Subject : std::uint8_t {
  none,
  vpc,
  subnet,
  security_group,
  security_group_rule,  ///< one rule in a direction that its `type` says
  ingress_rule,
  egress_rule,
  rules_exclusive,
  endpoint,
  endpoint_subnet,
  endpoint_group,
  endpoint_policy,
  endpoint_private_dns,
  notebook_instance,
  endpoint_configuration,
  sagemaker_model,
  launch_template,
  ec2_instance,
  autoscaling_group,
  ecs_task_definition,
  ecs_service,
  role,
  instance_profile,
  managed_policy,         ///< a policy with a document of its own; in CloudFormation also with roles
  role_policy,            ///< a document for one role
  roles_policy,           ///< a document for several roles (AWS::IAM::Policy)
  role_attachment,        ///< a policy ARN to one role
  roles_attachment,       ///< a policy ARN to several roles
  attachments_exclusive,  ///< policy ARNs to one role, and no others
  policies_exclusive,     ///< the names of one role's inline policies: no others stay
  other_policies,         ///< documents that concern no role: users, groups, organizations
};

struct TypeInfo {
  std::string_view type;
  Dialect dialect;
  Subject subject;
  bool adopted = false;  ///< takes over what AWS made: aws_default_vpc
};

/// What the model knows of a resource type; null where it does not know it.
[[nodiscard]] const TypeInfo* type_info(std::string_view type);

/// A field's name in each language. Empty where the language has no such field.
struct Name {
  std::string_view terraform;
  std::string_view cloudformation;
};

/// Whether a key is that field in that dialect.
[[nodiscard]] bool is_key(std::string_view key, const Name& name, Dialect dialect);

/// The attributes that say who a resource is: `id`, `arn`, `Ref`, `GroupId`. Any other attribute of it, `vpc_id` say,
/// leads elsewhere.
[[nodiscard]] bool is_identity(Subject subject, Dialect dialect, std::string_view attribute);
/// The field with the name that a literal can name a resource of this kind by; empty where ids are AWS's to give.
[[nodiscard]] Name own_name(Subject subject);
/// The argument of a data source that is the identity of what it looks up: `id`; `name` for a role. May be empty.
[[nodiscard]] std::string_view lookup_argument(Subject subject);

/// Where one kind of peers stands in a rule.
struct PeerField {
  PeerKind kind;
  Name name;
  bool several = false;  ///< Terraform's is a list; CloudFormation's never is
};

/// How a rule is written.
struct RuleShape {
  Name protocol;
  std::span<const PeerField> peers;
};

[[nodiscard]] const RuleShape& inline_rule_shape();
/// Of a resource that is one rule.
[[nodiscard]] const RuleShape& rule_shape(Subject subject);

/// Fields that more than one file reads, or whose names differ.
namespace names {
inline constexpr Name vpc{"vpc_id", "VpcId"};
inline constexpr Name tags{"tags", "Tags"};
inline constexpr Name name{"name", "Name"};

// Security groups and their rules.
inline constexpr Name ingress{"ingress", "SecurityGroupIngress"};
inline constexpr Name egress{"egress", "SecurityGroupEgress"};
inline constexpr Name rule_type{"type", ""};
inline constexpr Name rule_group{"security_group_id", "GroupId"};
inline constexpr Name rule_group_name{"", "GroupName"};
inline constexpr Name from_port{"from_port", "FromPort"};
inline constexpr Name to_port{"to_port", "ToPort"};
inline constexpr Name self{"self", ""};
inline constexpr Name ingress_rule_ids{"ingress_rule_ids", ""};
inline constexpr Name egress_rule_ids{"egress_rule_ids", ""};

// Endpoints.
inline constexpr Name service{"service_name", "ServiceName"};
inline constexpr Name endpoint_type{"vpc_endpoint_type", "VpcEndpointType"};
inline constexpr Name private_dns{"private_dns_enabled", "PrivateDnsEnabled"};
inline constexpr Name subnet_ids{"subnet_ids", "SubnetIds"};
inline constexpr Name subnet_configuration{"subnet_configuration", ""};
inline constexpr Name subnet{"subnet_id", "SubnetId"};
inline constexpr Name endpoint_groups{"security_group_ids", "SecurityGroupIds"};
inline constexpr Name endpoint{"vpc_endpoint_id", "VpcEndpointId"};
inline constexpr Name associated_group{"security_group_id", ""};
inline constexpr Name endpoint_policy{"policy", "PolicyDocument"};

// Subnets and VPCs.
inline constexpr Name is_default{"default", ""};
inline constexpr Name zone{"availability_zone", "AvailabilityZone"};
inline constexpr Name zone_id{"availability_zone_id", "AvailabilityZoneId"};
inline constexpr Name dns_support{"enable_dns_support", "EnableDnsSupport"};
inline constexpr Name dns_hostnames{"enable_dns_hostnames", "EnableDnsHostnames"};

// SageMaker.
inline constexpr Name notebook_accelerators{"accelerator_types", "AcceleratorTypes"};
inline constexpr Name notebook_groups{"security_groups", "SecurityGroupIds"};
inline constexpr Name instance_type{"instance_type", "InstanceType"};
inline constexpr Name role_arn{"role_arn", "RoleArn"};
inline constexpr Name variants{"production_variants", "ProductionVariants"};
inline constexpr Name shadow_variants{"shadow_production_variants", "ShadowProductionVariants"};
inline constexpr Name variant_accelerator{"accelerator_type", "AcceleratorType"};
inline constexpr Name model_name{"model_name", "ModelName"};
inline constexpr Name execution_role{"execution_role_arn", "ExecutionRoleArn"};
inline constexpr Name model_vpc{"vpc_config", "VpcConfig"};
inline constexpr Name model_subnets{"subnets", "Subnets"};
inline constexpr Name model_groups{"security_group_ids", "SecurityGroupIds"};

// EC2.
inline constexpr Name template_data{"", "LaunchTemplateData"};
inline constexpr Name ec2_accelerators{"elastic_inference_accelerator", "ElasticInferenceAccelerators"};
inline constexpr Name accelerator_type{"type", "Type"};
inline constexpr Name instance_profile{"iam_instance_profile", "IamInstanceProfile"};
inline constexpr Name profile_name{"name", "Name"};
inline constexpr Name profile_arn{"arn", "Arn"};
inline constexpr Name profile_role{"role", "Roles"};
inline constexpr Name instance_groups{"vpc_security_group_ids", "SecurityGroupIds"};
inline constexpr Name interfaces{"network_interfaces", "NetworkInterfaces"};
inline constexpr Name interface_subnet{"subnet_id", "SubnetId"};
inline constexpr Name template_interface_groups{"security_groups", "Groups"};
inline constexpr Name instance_interface_groups{"", "GroupSet"};
inline constexpr Name interface_id{"network_interface_id", "NetworkInterfaceId"};
inline constexpr Name launch_template{"launch_template", "LaunchTemplate"};
inline constexpr Name launch_template_id{"id", "LaunchTemplateId"};
inline constexpr Name launch_template_name{"name", "LaunchTemplateName"};
inline constexpr Name mixed_instances{"mixed_instances_policy", "MixedInstancesPolicy"};
inline constexpr Name mixed_specification{"launch_template_specification", "LaunchTemplateSpecification"};
inline constexpr Name mixed_template_id{"launch_template_id", "LaunchTemplateId"};
inline constexpr Name mixed_template_name{"launch_template_name", "LaunchTemplateName"};
inline constexpr Name autoscaling_subnets{"vpc_zone_identifier", "VPCZoneIdentifier"};

// ECS.
inline constexpr Name ecs_accelerators{"inference_accelerator", "InferenceAccelerators"};
inline constexpr Name device_type{"device_type", "DeviceType"};
inline constexpr Name task_role{"task_role_arn", "TaskRoleArn"};
inline constexpr Name task_definition{"task_definition", "TaskDefinition"};
inline constexpr Name network_configuration{"network_configuration", "NetworkConfiguration"};
inline constexpr Name awsvpc_configuration{"", "AwsvpcConfiguration"};
inline constexpr Name service_subnets{"subnets", "Subnets"};
inline constexpr Name service_groups{"security_groups", "SecurityGroups"};

// Roles and policies.
inline constexpr Name trust_policy{"assume_role_policy", "AssumeRolePolicyDocument"};
inline constexpr Name boundary{"permissions_boundary", "PermissionsBoundary"};
inline constexpr Name inline_policies{"inline_policy", "Policies"};
inline constexpr Name policy_document{"policy", "PolicyDocument"};
inline constexpr Name inline_policy_name{"name", "PolicyName"};
inline constexpr Name inline_policy{"inline_policy", "InlinePolicy"};  // of a permission set
inline constexpr Name content{"content", "Content"};                   // of an organization's policy
inline constexpr Name arn{"arn", ""};
inline constexpr Name managed_policies{"managed_policy_arns", "ManagedPolicyArns"};
inline constexpr Name policy_arn{"policy_arn", ""};
inline constexpr Name policy_arns{"policy_arns", ""};
inline constexpr Name policy_names{"policy_names", ""};
inline constexpr Name policy_role{"role", "RoleName"};
inline constexpr Name policy_roles{"roles", "Roles"};
inline constexpr Name exclusive_role{"role_name", ""};
}  // namespace names

}  // namespace tieline::aws
