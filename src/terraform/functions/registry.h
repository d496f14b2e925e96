#pragma once

#include <string_view>

#include "terraform/functions/function.h"

namespace tieline::terraform {

/// The function of that name, `core::` allowed before it; null where there is none.
[[nodiscard]] const Function* find_function(std::string_view name);

}  // namespace tieline::terraform
