#pragma once

#include <string_view>
#include <vector>

namespace tieline::cloudformation {

/// A part of the text that Fn::Sub takes.
struct SubPiece {
  bool variable;
  std::string_view text;  ///< literal text, or the name between `${` and `}` without spaces around it
  std::string_view raw;   ///< of a variable: with `${` and `}`
};

/// Takes the text apart. `${!Name}` is the literal `${Name}`; `${` that is not closed is literal.
[[nodiscard]] std::vector<SubPiece> parse_sub(std::string_view text);

/// True for a name that Fn::Sub takes: letters, digits, `_`, `.` and `:`.
[[nodiscard]] bool is_sub_name(std::string_view name);

}  // namespace tieline::cloudformation
