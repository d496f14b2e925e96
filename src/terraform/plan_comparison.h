#pragma once

#include "terraform/evaluation.h"
#include "terraform/plan_document.h"

namespace tieline::terraform {

/// Whether the configuration that was evaluated is the one that a plan was made of, as far as the plan shows it: it
/// makes the same instances, its arguments have the same constants, and refer to the same things. (A plan does not show
/// local values, nor dynamic blocks.)
[[nodiscard]] bool is_configuration_of(Evaluation& evaluation, const Node& plan);

}  // namespace tieline::terraform
