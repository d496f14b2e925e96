#pragma once

#include "cloudformation/stack.h"

namespace tieline::cloudformation {

/// True for the types whose template becomes a stack within the stack.
[[nodiscard]] bool is_nested_stack(std::string_view type);

/// True for the type of a module: a part of a template that is registered under a name.
[[nodiscard]] bool is_module(std::string_view type);

/// Remembers what an evaluated module, stack set or provisioned product is given: what is made there may add to it.
void hand_out_to_unread(Stack& stack, const Slot& slot);

/// Evaluates the template that an evaluated nested stack names and gives the slot its outputs. Reports one that cannot
/// be read, or that contains itself.
void evaluate_nested_stack(Stack& parent, Slot& slot);

}  // namespace tieline::cloudformation
