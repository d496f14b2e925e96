#pragma once

#include <string_view>

#include "cloudformation/stack.h"

namespace tieline::cloudformation {

/// True for a logical id that the serverless transform makes of what the template declares: the role of a function, its
/// alias, the implicit API ...
[[nodiscard]] bool is_generated_id(const Template& declared, std::string_view name);

/// Whether a property of a serverless resource stays with the resource it becomes; the others move to resources of
/// their own (permissions, event sources, the role), so that a mention there makes nobody wait.
[[nodiscard]] bool stays_with_resource(std::string_view type, std::string_view property);

/// Does what the serverless transform does as far as others can tell: Globals are merged into the resources, and a
/// function or state machine that names no role gets one, declared as a resource of its own.
void expand_serverless(Stack& stack);

}  // namespace tieline::cloudformation
