#pragma once

#include <memory>
#include <string_view>

#include "cloudformation/stack.h"

namespace tieline::cloudformation {

/// True for the type of a module: a part of a template that is registered under a name (`Acme::Net::Endpoint::MODULE`).
[[nodiscard]] bool is_module(std::string_view type);

/// What the fragment of a module declares, not yet evaluated. Null where no project of the module (`.rpdk-config` with
/// its type, and `fragments/`) is in the template's folder, in one above it or in a folder of these.
[[nodiscard]] std::shared_ptr<Stack> open_module(Stack& parent, const Slot& slot);

/// Evaluates that with the module's properties as parameters.
void evaluate_module(Stack& parent, Slot& slot);

/// What a name means in a module: both names joined, with or without a dot between.
struct InModule {
  Stack* stack = nullptr;  ///< null where it means nothing there
  std::string_view name = {};
  std::size_t slot = Section::none;  ///< of the module in the stack that was asked
};
[[nodiscard]] InModule in_module(Stack& stack, std::string_view name);

}  // namespace tieline::cloudformation
