#pragma once

#include "cloudformation/stack.h"

namespace tieline::cloudformation {

/// True for the types whose template becomes a stack within the stack.
[[nodiscard]] bool is_nested_stack(std::string_view type);

/// Whether a path lies in the folder that may be read, links followed.
[[nodiscard]] bool is_within(const std::filesystem::path& path, const std::filesystem::path& root);

/// The tree of a file that is named as a template, read once; null where it is none.
[[nodiscard]] const Node* tree_of(Run& run, text::FileId file);

/// The parameters of a nested template from the mapping they are given in (null: none). A parameter that may be among
/// entries that are not known is not its default.
[[nodiscard]] Arguments arguments_for(Run& run, const Template& nested, const Value* given);

/// An output as others read it: where it is not there, they get nothing known.
[[nodiscard]] Value readable(Run& run, Value output);

/// The way from the root to what is in the slot.
[[nodiscard]] std::span<const graph::CallSite> calls_to(const Stack& parent, const Slot& slot);

/// Remembers what an evaluated module without its fragment, stack set or provisioned product is given: what is made
/// there may add to it.
void hand_out_to_unread(Stack& stack, const Slot& slot);

/// Evaluates the template that an evaluated nested stack names and gives the slot its outputs. Reports one that cannot
/// be read, or that contains itself.
void evaluate_nested_stack(Stack& parent, Slot& slot);

}  // namespace tieline::cloudformation
