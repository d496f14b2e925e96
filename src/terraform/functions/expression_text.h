#pragma once

#include <string>

#include "value/value.h"

namespace tieline::terraform {

/// A wholly known value as an expression of the language, laid out as `terraform fmt` would.
[[nodiscard]] std::string to_expression(value::Value value);
/// The attributes of a mapping as the lines of a values file.
[[nodiscard]] std::string to_attributes(value::Value mapping, std::size_t indent = 0);

}  // namespace tieline::terraform
