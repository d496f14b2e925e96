#include "aws/adapters/schema.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace tieline::aws {
namespace {

constexpr auto tf = Dialect::terraform;
constexpr auto cfn = Dialect::cloudformation;
constexpr auto cc = Dialect::awscc;

/// Sorted by type.
constexpr std::array types{
    TypeInfo{"AWS::AutoScaling::AutoScalingGroup", cfn, Subject::autoscaling_group},
    TypeInfo{"AWS::EC2::Instance", cfn, Subject::ec2_instance},
    TypeInfo{"AWS::EC2::LaunchTemplate", cfn, Subject::launch_template},
    TypeInfo{"AWS::EC2::SecurityGroup", cfn, Subject::security_group},
    TypeInfo{"AWS::EC2::SecurityGroupEgress", cfn, Subject::egress_rule},
    TypeInfo{"AWS::EC2::SecurityGroupIngress", cfn, Subject::ingress_rule},
    TypeInfo{"AWS::EC2::Subnet", cfn, Subject::subnet},
    TypeInfo{"AWS::EC2::VPC", cfn, Subject::vpc},
    TypeInfo{"AWS::EC2::VPCEndpoint", cfn, Subject::endpoint},
    TypeInfo{"AWS::ECS::Service", cfn, Subject::ecs_service},
    TypeInfo{"AWS::ECS::TaskDefinition", cfn, Subject::ecs_task_definition},
    TypeInfo{"AWS::IAM::Group", cfn, Subject::other_policies},
    TypeInfo{"AWS::IAM::GroupPolicy", cfn, Subject::other_policies},
    TypeInfo{"AWS::IAM::InstanceProfile", cfn, Subject::instance_profile},
    TypeInfo{"AWS::IAM::ManagedPolicy", cfn, Subject::managed_policy},
    TypeInfo{"AWS::IAM::Policy", cfn, Subject::roles_policy},
    TypeInfo{"AWS::IAM::Role", cfn, Subject::role},
    TypeInfo{"AWS::IAM::RolePolicy", cfn, Subject::role_policy},
    TypeInfo{"AWS::IAM::User", cfn, Subject::other_policies},
    TypeInfo{"AWS::IAM::UserPolicy", cfn, Subject::other_policies},
    TypeInfo{"AWS::Organizations::Policy", cfn, Subject::other_policies},
    TypeInfo{"AWS::SSO::PermissionSet", cfn, Subject::other_policies},
    TypeInfo{"AWS::SageMaker::EndpointConfig", cfn, Subject::endpoint_configuration},
    TypeInfo{"AWS::SageMaker::Model", cfn, Subject::sagemaker_model},
    TypeInfo{"AWS::SageMaker::NotebookInstance", cfn, Subject::notebook_instance},
    TypeInfo{"aws_autoscaling_group", tf, Subject::autoscaling_group},
    TypeInfo{"aws_default_security_group", tf, Subject::security_group, true},
    TypeInfo{"aws_default_subnet", tf, Subject::subnet, true},
    TypeInfo{"aws_default_vpc", tf, Subject::vpc, true},
    TypeInfo{"aws_ecs_service", tf, Subject::ecs_service},
    TypeInfo{"aws_ecs_task_definition", tf, Subject::ecs_task_definition},
    TypeInfo{"aws_iam_group_policy", tf, Subject::other_policies},
    TypeInfo{"aws_iam_instance_profile", tf, Subject::instance_profile},
    TypeInfo{"aws_iam_policy", tf, Subject::managed_policy},
    TypeInfo{"aws_iam_policy_attachment", tf, Subject::roles_attachment},
    TypeInfo{"aws_iam_role", tf, Subject::role},
    TypeInfo{"aws_iam_role_policies_exclusive", tf, Subject::policies_exclusive},
    TypeInfo{"aws_iam_role_policy", tf, Subject::role_policy},
    TypeInfo{"aws_iam_role_policy_attachment", tf, Subject::role_attachment},
    TypeInfo{"aws_iam_role_policy_attachments_exclusive", tf, Subject::attachments_exclusive},
    TypeInfo{"aws_iam_user_policy", tf, Subject::other_policies},
    TypeInfo{"aws_instance", tf, Subject::ec2_instance},
    TypeInfo{"aws_launch_template", tf, Subject::launch_template},
    TypeInfo{"aws_organizations_policy", tf, Subject::other_policies},
    TypeInfo{"aws_sagemaker_endpoint_configuration", tf, Subject::endpoint_configuration},
    TypeInfo{"aws_sagemaker_model", tf, Subject::sagemaker_model},
    TypeInfo{"aws_sagemaker_notebook_instance", tf, Subject::notebook_instance},
    TypeInfo{"aws_security_group", tf, Subject::security_group},
    TypeInfo{"aws_security_group_rule", tf, Subject::security_group_rule},
    TypeInfo{"aws_ssoadmin_permission_set_inline_policy", tf, Subject::other_policies},
    TypeInfo{"aws_subnet", tf, Subject::subnet},
    TypeInfo{"aws_vpc", tf, Subject::vpc},
    TypeInfo{"aws_vpc_endpoint", tf, Subject::endpoint},
    TypeInfo{"aws_vpc_endpoint_policy", tf, Subject::endpoint_policy},
    TypeInfo{"aws_vpc_endpoint_private_dns", tf, Subject::endpoint_private_dns},
    TypeInfo{"aws_vpc_endpoint_security_group_association", tf, Subject::endpoint_group},
    TypeInfo{"aws_vpc_endpoint_subnet_association", tf, Subject::endpoint_subnet},
    TypeInfo{"aws_vpc_security_group_egress_rule", tf, Subject::egress_rule},
    TypeInfo{"aws_vpc_security_group_ingress_rule", tf, Subject::ingress_rule},
    TypeInfo{"aws_vpc_security_group_rules_exclusive", tf, Subject::rules_exclusive},
    TypeInfo{"awscc_autoscaling_auto_scaling_group", cc, Subject::autoscaling_group},
    TypeInfo{"awscc_ec2_instance", cc, Subject::ec2_instance},
    TypeInfo{"awscc_ec2_launch_template", cc, Subject::launch_template},
    TypeInfo{"awscc_ec2_security_group", cc, Subject::security_group},
    TypeInfo{"awscc_ec2_security_group_egress", cc, Subject::egress_rule},
    TypeInfo{"awscc_ec2_security_group_ingress", cc, Subject::ingress_rule},
    TypeInfo{"awscc_ec2_subnet", cc, Subject::subnet},
    TypeInfo{"awscc_ec2_vpc", cc, Subject::vpc},
    TypeInfo{"awscc_ec2_vpc_endpoint", cc, Subject::endpoint},
    TypeInfo{"awscc_ecs_service", cc, Subject::ecs_service},
    TypeInfo{"awscc_ecs_task_definition", cc, Subject::ecs_task_definition},
    TypeInfo{"awscc_iam_group", cc, Subject::other_policies},
    TypeInfo{"awscc_iam_group_policy", cc, Subject::other_policies},
    TypeInfo{"awscc_iam_instance_profile", cc, Subject::instance_profile},
    TypeInfo{"awscc_iam_managed_policy", cc, Subject::managed_policy},
    TypeInfo{"awscc_iam_role", cc, Subject::role},
    TypeInfo{"awscc_iam_role_policy", cc, Subject::role_policy},
    TypeInfo{"awscc_iam_user", cc, Subject::other_policies},
    TypeInfo{"awscc_iam_user_policy", cc, Subject::other_policies},
    TypeInfo{"awscc_organizations_policy", cc, Subject::other_policies},
    TypeInfo{"awscc_sagemaker_endpoint_config", cc, Subject::endpoint_configuration},
    TypeInfo{"awscc_sagemaker_model", cc, Subject::sagemaker_model},
    TypeInfo{"awscc_sagemaker_notebook_instance", cc, Subject::notebook_instance},
    TypeInfo{"awscc_sso_permission_set", cc, Subject::other_policies},
};

constexpr bool by_type(const TypeInfo& a, const TypeInfo& b) { return a.type < b.type; }
static_assert(std::is_sorted(types.begin(), types.end(), by_type));

/// The attributes that are identity for one kind of resource; for `awscc` those of CloudFormation in snake case, and
/// `id`. Ids, ARNs and names alike: what reads them knows which it wants, and AWS rejects the others.
struct Identity {
  Subject subject;
  Name own_name;
  std::string_view lookup;
  std::array<std::string_view, 5> terraform;
  std::array<std::string_view, 4> cloudformation;
};

constexpr std::array identities{
    Identity{Subject::vpc, {}, "id", {"id", "arn"}, {"Ref", "VpcId"}},
    Identity{Subject::subnet, {}, "id", {"id", "arn"}, {"Ref", "SubnetId"}},
    Identity{Subject::security_group,
             {"name", "GroupName"},
             "id",
             {"id", "arn", "name"},
             {"Ref", "GroupId", "Id", "GroupName"}},
    Identity{Subject::ingress_rule, {}, {}, {"id", "arn", "security_group_rule_id"}, {"Ref", "Id"}},
    Identity{Subject::egress_rule, {}, {}, {"id", "arn", "security_group_rule_id"}, {"Ref", "Id"}},
    Identity{Subject::endpoint, {}, "id", {"id", "arn"}, {"Ref", "Id", "VpcEndpointId"}},
    Identity{Subject::sagemaker_model, {"name", "ModelName"}, "name", {"id", "name", "arn"}, {"Ref", "ModelName"}},
    Identity{Subject::endpoint_configuration,
             {"name", "EndpointConfigName"},
             "name",
             {"id", "name", "arn"},
             {"Ref", "EndpointConfigName"}},
    Identity{Subject::notebook_instance,
             {"name", "NotebookInstanceName"},
             {},
             {"id", "name", "arn"},
             {"Ref", "NotebookInstanceName"}},
    Identity{Subject::launch_template,
             {"name", "LaunchTemplateName"},
             "id",
             {"id", "name", "arn"},
             {"Ref", "LaunchTemplateId", "LaunchTemplateName"}},
    Identity{Subject::ec2_instance, {}, "instance_id", {"id", "arn"}, {"Ref", "InstanceId"}},
    Identity{Subject::ecs_task_definition,
             {"family", "Family"},
             "task_definition",
             {"id", "arn", "arn_without_revision", "family"},
             {"Ref", "TaskDefinitionArn", "Family"}},
    Identity{Subject::role, {"name", "RoleName"}, "name", {"id", "name", "arn"}, {"Ref", "Arn", "RoleName"}},
    Identity{Subject::instance_profile,
             {"name", "InstanceProfileName"},
             "name",
             {"id", "name", "arn"},
             {"Ref", "Arn", "InstanceProfileName"}},
    Identity{Subject::managed_policy,
             {"name", "ManagedPolicyName"},
             "arn",
             {"id", "arn", "name"},
             {"Ref", "PolicyArn", "ManagedPolicyName"}},
};

const Identity* identity_of(Subject subject) {
  const auto found = std::find_if(identities.begin(), identities.end(),
                                  [&](const Identity& identity) { return identity.subject == subject; });
  return found == identities.end() ? nullptr : &*found;
}

/// Whether a name in snake case is a CloudFormation name: `cidr_ip` is `CidrIp`.
bool is_snake_case_of(std::string_view snake, std::string_view camel) {
  std::size_t at = 0;
  for (const char c : snake) {
    if (c == '_') continue;
    if (at == camel.size() || std::tolower(static_cast<unsigned char>(camel[at])) != c) return false;
    ++at;
  }
  return at == camel.size();
}

constexpr std::array inline_peers{
    PeerField{PeerKind::ipv4, {"cidr_blocks", "CidrIp"}, true},
    PeerField{PeerKind::ipv6, {"ipv6_cidr_blocks", "CidrIpv6"}, true},
    PeerField{PeerKind::prefix_list, {"prefix_list_ids", "SourcePrefixListId"}, true},
    PeerField{PeerKind::prefix_list, {"", "DestinationPrefixListId"}},
    PeerField{PeerKind::group, {"security_groups", "SourceSecurityGroupId"}, true},
    PeerField{PeerKind::group, {"", "DestinationSecurityGroupId"}},
    PeerField{PeerKind::group, {"", "SourceSecurityGroupName"}},
};

/// aws_security_group_rule.
constexpr std::array legacy_rule_peers{
    PeerField{PeerKind::ipv4, {"cidr_blocks", ""}, true},
    PeerField{PeerKind::ipv6, {"ipv6_cidr_blocks", ""}, true},
    PeerField{PeerKind::prefix_list, {"prefix_list_ids", ""}, true},
    PeerField{PeerKind::group, {"source_security_group_id", ""}},
};

/// aws_vpc_security_group_ingress_rule and its CloudFormation counterparts.
constexpr std::array rule_peers{
    PeerField{PeerKind::ipv4, {"cidr_ipv4", "CidrIp"}},
    PeerField{PeerKind::ipv6, {"cidr_ipv6", "CidrIpv6"}},
    PeerField{PeerKind::prefix_list, {"prefix_list_id", "SourcePrefixListId"}},
    PeerField{PeerKind::prefix_list, {"", "DestinationPrefixListId"}},
    PeerField{PeerKind::group, {"referenced_security_group_id", "SourceSecurityGroupId"}},
    PeerField{PeerKind::group, {"", "DestinationSecurityGroupId"}},
    PeerField{PeerKind::group, {"", "SourceSecurityGroupName"}},
};

constexpr RuleShape inline_shape{{"protocol", "IpProtocol"}, inline_peers};
constexpr RuleShape legacy_shape{{"protocol", ""}, legacy_rule_peers};
constexpr RuleShape resource_shape{{"ip_protocol", "IpProtocol"}, rule_peers};

}  // namespace

const TypeInfo* type_info(std::string_view type) {
  const auto found = std::lower_bound(types.begin(), types.end(), TypeInfo{type, tf, Subject::none}, by_type);
  return found == types.end() || found->type != type ? nullptr : &*found;
}

bool is_key(std::string_view key, const Name& name, Dialect dialect) {
  switch (dialect) {
    case Dialect::terraform:
      return key == name.terraform;
    case Dialect::cloudformation:
      return key == name.cloudformation;
    case Dialect::awscc:
      return !name.cloudformation.empty() && is_snake_case_of(key, name.cloudformation);
  }
  return false;
}

bool is_identity(Subject subject, Dialect dialect, std::string_view attribute) {
  const Identity* identity = identity_of(subject);
  if (identity == nullptr || attribute.empty()) return false;
  if (dialect == Dialect::terraform) {
    return std::find(identity->terraform.begin(), identity->terraform.end(), attribute) != identity->terraform.end();
  }
  if (dialect == Dialect::awscc && attribute == "id") return true;
  return std::any_of(identity->cloudformation.begin(), identity->cloudformation.end(), [&](std::string_view name) {
    return !name.empty() && is_key(attribute, {"", name}, dialect);
  });
}

Name own_name(Subject subject) {
  const Identity* identity = identity_of(subject);
  return identity == nullptr ? Name{} : identity->own_name;
}

std::string_view lookup_argument(Subject subject) {
  const Identity* identity = identity_of(subject);
  return identity == nullptr ? std::string_view() : identity->lookup;
}

const RuleShape& inline_rule_shape() { return inline_shape; }

const RuleShape& rule_shape(Subject subject) {
  return subject == Subject::security_group_rule ? legacy_shape : resource_shape;
}

}  // namespace tieline::aws
