#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What AWS says of its own policies and actions, and the permissions that the EI set-up guide lists. From rules/data;
/// single entries are found without reading the rest, so that a run pays for what it asks.
namespace tieline::aws::iam::catalogue {

/// An action that somebody needs.
struct Permission {
  std::string name = {};       ///< as AWS writes it: `ec2:DescribeVpcEndpoints`; `sagemaker:*` for all of a service
  std::string action = {};     ///< in lower case, as patterns are compared
  std::string service = {};    ///< its prefix: `ec2`
  std::string resources = {};  ///< the pattern of all resources it can be about; `*` where that is not known
  bool resource_level = true;  ///< false: it knows no resource but `*`, and is void for any other
};

/// `elastic-inference:Connect`: what every EI workload must be allowed.
[[nodiscard]] const Permission& connect();
/// `ec2:DescribeVpcEndpoints`: what SageMaker's EI workloads must be allowed besides.
[[nodiscard]] const Permission& describe_endpoints();
[[nodiscard]] const Permission& pass_role();
[[nodiscard]] const Permission& create_service_linked_role();

/// The ARN of an AWS managed policy as the partition `aws` has it: `arn:aws:iam::aws:policy/NAME`. nullopt for any
/// other ARN, and for what is none. A `*` stands for a partition that is not known.
[[nodiscard]] std::optional<std::string> managed_policy_arn(std::string_view arn);
/// The document of an AWS managed policy, by what managed_policy_arn gives; nullopt where it is not known. It answers
/// questions about the actions of complete_permissions() and no others.
[[nodiscard]] std::optional<std::string_view> managed_policy(std::string_view arn);
/// True for AmazonSageMakerFullAccess, which has all permissions that EI needs, whatever is in it today. Source: the
/// set-up guide.
[[nodiscard]] bool has_all_permissions(std::string_view managed_policy_arn);

/// The actions of the guide's complete list, in its order, each once.
[[nodiscard]] const std::vector<Permission>& complete_permissions();

/// A statement of the guide's complete list.
struct GuideStatement {
  std::vector<std::string> actions = {};
  std::vector<std::string> resources = {};
  std::string test = {};  ///< of its condition: `StringEquals`; empty where it has none
  std::string key = {};
  std::string value = {};
};
/// All of them, in the guide's order.
[[nodiscard]] const std::vector<GuideStatement>& guide_statements();

/// The names of a service's actions; empty for a service that the data does not list.
[[nodiscard]] std::vector<std::string_view> actions_of(std::string_view service);
/// True when some service has this prefix; a pattern stands for all it matches. In lower case.
[[nodiscard]] bool is_service(std::string_view prefix);

}  // namespace tieline::aws::iam::catalogue
