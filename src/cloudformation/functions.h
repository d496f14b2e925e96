#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "syntax/document/node.h"

namespace tieline::cloudformation {

using document::Node;
using text::Span;

/// The intrinsic functions, those of the Rules section included.
enum class Function : std::uint8_t {
  none,
  unknown,  ///< `Fn::` and a name that no function has
  ref,
  get_att,
  sub,
  join,
  split,
  select,
  if_,
  and_,
  or_,
  not_,
  equals,
  condition,
  find_in_map,
  import_value,
  get_azs,
  cidr,
  base64,
  transform,
  length,
  to_json_string,
  for_each,
  get_stack_output,
  contains,
  each_member_equals,
  each_member_in,
  ref_all,
  value_of,
  value_of_all,
};

/// A mapping with one entry whose key names a function.
struct Call {
  Function function = Function::none;
  std::string_view name = {};
  const Node* argument = nullptr;
  Span name_span = {};
};

/// The function a key names; none for a key that is none. `Condition` is one only where a condition is expected, so it
/// is none here.
[[nodiscard]] Function function_of(std::string_view key);
/// The call a node is; none for everything but a mapping with one entry named after a function.
[[nodiscard]] Call call_of(const Node& node);
[[nodiscard]] inline bool is_call(const Node& node) { return call_of(node).function != Function::none; }
/// Likewise where a condition is expected, so that `{Condition: Name}` is a call, too.
[[nodiscard]] Call condition_call_of(const Node& node);
/// True for a key that brings further entries to the mapping it stands in: Fn::Transform, Fn::ForEach::Name.
[[nodiscard]] bool is_splice(std::string_view key);
/// The names of all functions.
[[nodiscard]] std::span<const std::string_view> function_names();

}  // namespace tieline::cloudformation
