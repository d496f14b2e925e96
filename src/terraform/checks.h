#pragma once

#include "terraform/evaluation.h"
#include "terraform/instance.h"

namespace tieline::terraform {

/// Reports validation rules of variables and preconditions of resources and outputs that are known to fail. Called
/// once everything the module declares is evaluated.
void check_rules(Evaluation& evaluation, ModuleInstance& module);

}  // namespace tieline::terraform
