#pragma once

#include <string>

#include "terraform/functions/function.h"

/// What the functions over sequences ask of their arguments.
namespace tieline::terraform {

/// The name messages give the type of a value.
[[nodiscard]] std::string type_name(Call& call, Value value);
/// List, tuple or (`with_sets`) set, or unknown and perhaps one of these.
[[nodiscard]] bool may_be_sequence(Value value, bool with_sets);
/// A list, known or not.
[[nodiscard]] bool is_list(Value value);
/// The element type of a list; null for a tuple, and where it is not known.
[[nodiscard]] const Type* element_of(Call& call, Value list);

}  // namespace tieline::terraform
