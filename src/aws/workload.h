#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "aws/entity.h"
#include "aws/network.h"
#include "aws/role.h"

namespace tieline::aws {

enum class WorkloadKind : std::uint8_t {
  notebook_instance,
  endpoint_configuration,
  launch_template,
  ec2_instance,
  ecs_task_definition,
};

/// The service principal that a workload's role must trust: `sagemaker.amazonaws.com`.
[[nodiscard]] std::string_view service_principal(WorkloadKind kind);
/// True where the accelerator types are SageMaker's (`ml.eia2.medium`), false where they are EC2's (`eia2.medium`).
[[nodiscard]] bool is_sagemaker(WorkloadKind kind);

/// Something that runs, perhaps with an accelerator. Always declared.
struct Workload : Entity {
  WorkloadKind kind = WorkloadKind::notebook_instance;
};

/// A SageMaker model: what an endpoint configuration's variant serves.
struct SageMakerModel : Entity {};

/// An accelerator that a workload asks for.
struct Accelerator {
  Argument type = {};  ///< `ml.eia2.medium`
  bool possible = false;
};

/// One place where a workload runs with an accelerator: a notebook instance, one production variant, a task.
struct Site {
  const Workload* workload = nullptr;
  Span span = {};                              ///< the variant's block or entry, else the workload's header
  std::vector<Accelerator> accelerators = {};  ///< at least one
  Argument instance_type = {};
  Ref<SageMakerModel> model = {};  ///< for a variant
  Ref<Role> role = {};
  RefSet<Subnet> subnets = {};
  RefSet<SecurityGroup> groups = {};
  Ref<Vpc> vpc = {};  ///< that of its subnets or groups; no `entity` where that is not known
  /// Whether it runs in a VPC of its user's. `no` where SageMaker's own network serves it.
  Answer in_vpc = Answer::unknown;
};

}  // namespace tieline::aws
