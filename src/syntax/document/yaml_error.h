#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/document/tree_builder.h"
#include "syntax/syntax_error.h"

namespace tieline::document {

/// What is known when yaml-cpp gives up.
struct YamlFailure {
  std::string_view bytes;                  ///< the source, up to where it could be given to yaml-cpp
  std::size_t at;                          ///< the place that yaml-cpp names
  std::string_view message;                ///< its message
  std::size_t cursor;                      ///< the end of what was understood
  std::vector<std::size_t> open_brackets;  ///< `[` and `{` before the cursor that are not closed, outermost first
};

/// Says what is wrong in words that help, from what stands at the place.
[[nodiscard]] syntax::SyntaxError explain_yaml(const YamlFailure& failure, const TreeBuilder& builder);

/// The error of a string in quotes whose closing quote is missing.
[[nodiscard]] syntax::SyntaxError unclosed_quote(std::string_view bytes, std::size_t quote, const TreeBuilder& builder);

}  // namespace tieline::document
