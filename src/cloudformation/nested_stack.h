#pragma once

#include "cloudformation/stack.h"

namespace tieline::cloudformation {

/// True for the types whose template becomes a stack within the stack.
[[nodiscard]] bool is_nested_stack(std::string_view type);

/// Evaluates the template that an evaluated nested stack names and gives the slot its outputs. Reports one that cannot
/// be read, or that contains itself.
void evaluate_nested_stack(Stack& parent, Slot& slot);

}  // namespace tieline::cloudformation
