#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "aws/workload.h"

/// Facts about AWS, from the files of rules/data that are embedded in the program; their sources stand in them. A file
/// is read at the first question that needs it, and the answers live as long as the program. Safe to ask from several
/// threads.
namespace tieline::aws::facts {

/// The bytes of a file of rules/data by its name without `.json`; nullopt where there is none.
[[nodiscard]] std::optional<std::string_view> file(std::string_view name);

// Elastic Inference.
/// The regions that have it, sorted.
[[nodiscard]] std::span<const std::string_view> elastic_inference_regions();
[[nodiscard]] bool has_elastic_inference(std::string_view region);
/// What a workload of this kind can have as its accelerator.
[[nodiscard]] std::span<const std::string_view> accelerator_types(WorkloadKind kind);
[[nodiscard]] bool is_accelerator_type(WorkloadKind kind, std::string_view type);
/// The IAM actions that the role of such a workload needs to reach it.
[[nodiscard]] std::span<const std::string_view> required_actions(WorkloadKind kind);
/// What AWS names as its successors for such a workload.
[[nodiscard]] std::span<const std::string_view> replacements(WorkloadKind kind);
/// AWS's notice of its end, in a sentence or two.
[[nodiscard]] std::string_view discontinuation_notice();
/// The set-up guide's complete list of permissions: a policy document in JSON.
[[nodiscard]] std::string_view complete_permissions();

// Instances.
/// The GPU of an EC2 (`g4dn.xlarge`) or SageMaker (`ml.g4dn.xlarge`) instance type: "NVIDIA T4", or just "GPU" for a
/// type that is newer than the list. nullopt for a type without.
[[nodiscard]] std::optional<std::string_view> gpu_of(std::string_view instance_type);

// IAM.
/// The document of an AWS managed policy in JSON, by its ARN in any partition, as far as it matters to the actions of
/// complete_permissions(); nullopt for a policy that is not known.
[[nodiscard]] std::optional<std::string_view> managed_policy(std::string_view arn);
/// The actions of a service by its prefix in small letters (`elastic-inference`), where the set-up guide names it.
[[nodiscard]] std::span<const std::string_view> actions_of(std::string_view service_prefix);
/// True for the prefix of a service, past or present, in any case.
[[nodiscard]] bool is_service_prefix(std::string_view text);
/// Whether a policy can grant the action (`ec2:DescribeVpcEndpoints`) for named resources; nullopt for an action that
/// the set-up guide does not name.
[[nodiscard]] std::optional<bool> has_resource_level_permissions(std::string_view action);

// Regions and endpoint services.
[[nodiscard]] bool is_region(std::string_view text);
/// True for what follows the region in the name of an endpoint service of AWS: `sagemaker.runtime`.
[[nodiscard]] bool is_endpoint_service(std::string_view text);

}  // namespace tieline::aws::facts
