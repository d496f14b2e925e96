#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "syntax/syntax_error.h"

namespace tieline::document {

/// A byte order mark in UTF-8; says nothing, and editors put it there.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// The offset of the first byte that is no text: not UTF-8, or a control character other than tab and line end.
/// npos where all is well.
[[nodiscard]] std::size_t find_no_text(std::string_view bytes);

/// True for a text that starts with a byte order mark of UTF-16.
[[nodiscard]] bool is_utf16(std::string_view bytes);

/// What to say about the byte that find_no_text found, or about a file in UTF-16; its span is not yet set.
[[nodiscard]] syntax::SyntaxError no_text_error(std::string_view bytes, std::size_t at);

}  // namespace tieline::document
