#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Facts about AWS, from the files in rules/data that are embedded in the program. Each file is read at the first
/// question that needs it, so that a run that asks nothing pays nothing.
namespace tieline::aws::facts {

/// The bytes of a file of rules/data by its name without `.json`; nullopt where there is none.
[[nodiscard]] std::optional<std::string_view> file(std::string_view name);

/// The regions where Elastic Inference is offered, sorted. Source: elastic-inference.json.
[[nodiscard]] const std::vector<std::string>& ei_regions();
[[nodiscard]] bool is_ei_region(std::string_view region);

/// The accelerator types of SageMaker (`ml.eia2.medium`), or of EC2 and ECS (`eia2.medium`). Source:
/// elastic-inference.json.
[[nodiscard]] const std::vector<std::string>& accelerator_types(bool sagemaker);

/// True for an instance type with a GPU: `ml.p3.2xlarge`, `g4dn.xlarge`. False for what is no instance type. Source:
/// gpu-instances.json.
[[nodiscard]] bool is_gpu_instance(std::string_view instance_type);

}  // namespace tieline::aws::facts
