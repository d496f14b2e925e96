#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "syntax/document/tree_builder.h"
#include "syntax/syntax_error.h"
#include "text/ascii.h"

namespace tieline::document {

/// Part of what one would take for one word or number.
[[nodiscard]] constexpr bool is_word_byte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || text::is_digit(byte) || byte == '_' ||
         byte == '-' || byte == '.' || byte == '+';
}

/// What is known when nlohmann's parser gives up.
struct JsonFailure {
  std::string_view bytes;
  std::size_t cursor;        ///< the end of the last token that was good
  bool at_start;             ///< no `,` is due: the collection has just begun
  bool number_out_of_range;  ///< the parser's reason
  std::string reason;        ///< the parser's words
};

/// A broken place, and how much is lost by it.
struct JsonFault {
  syntax::SyntaxError error;
  std::size_t at = 0;  ///< what could not be gone on with
  /// Where the text goes on in the same collection as though nothing were wrong; npos where more is lost.
  std::size_t resume = std::string_view::npos;
  bool loses_value = false;  ///< what stands before `resume` is the value of the key, or the item, and no value
  bool loses_last = false;   ///< the value before it is not what was meant
  bool unclosed = false;     ///< the text ends in a collection: which one lacks its end is a guess
};

/// Says what is wrong in words that help, from what stands at the place.
[[nodiscard]] JsonFault explain_json(const JsonFailure& failure, const TreeBuilder& builder);

/// The error of a bracket that is not closed.
[[nodiscard]] syntax::SyntaxError unclosed_bracket(const TreeBuilder& builder, const TreeBuilder::Level& level,
                                                   std::string_view bytes);

}  // namespace tieline::document
