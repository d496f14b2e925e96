#pragma once

#include <string>
#include <string_view>

#include "value/value.h"

namespace tieline::terraform {

/// A string as a literal of the language, which is also how a key stands in an address.
[[nodiscard]] std::string quoted(std::string_view text);
/// A wholly known value as an expression of the language, laid out as `terraform fmt` would.
[[nodiscard]] std::string to_expression(value::Value value);
/// The attributes of a mapping as the lines of a values file.
[[nodiscard]] std::string to_attributes(value::Value mapping, std::size_t indent = 0);

}  // namespace tieline::terraform
