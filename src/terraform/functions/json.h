#pragma once

#include <string>
#include <string_view>

#include "terraform/functions/function.h"

namespace tieline::terraform {

/// A wholly known value as JSON without spaces, keys sorted, `<`, `>` and `&` escaped, as Terraform writes it.
void append_json(value::Value value, std::string& out);
/// A string as JSON, with its quotes.
void append_json_string(std::string_view text, std::string& out);

}  // namespace tieline::terraform
