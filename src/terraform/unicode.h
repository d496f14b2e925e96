#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Text as Terraform counts and compares it: in normal form C, in grapheme clusters.
namespace tieline::terraform {

/// The text in Unicode's normal form C, which is what every string of the language is in. Bytes that are no UTF-8
/// become U+FFFD.
[[nodiscard]] std::string normalize(std::string_view text);
/// False for text that is the same after normalize(), as plain ASCII is; looked at quickly.
[[nodiscard]] bool may_change_when_normalized(std::string_view text);
[[nodiscard]] bool is_utf8(std::string_view text);
/// The user-perceived characters (extended grapheme clusters), in order; views into the text.
[[nodiscard]] std::vector<std::string_view> characters(std::string_view text);
[[nodiscard]] std::size_t character_count(std::string_view text);
/// Simple case mappings, code point by code point.
[[nodiscard]] std::string to_upper(std::string_view text);
[[nodiscard]] std::string to_lower(std::string_view text);
/// The first letter of every word in title case; a word starts after a space, and after any
/// ASCII character but letters, digits and the underscore.
[[nodiscard]] std::string to_title(std::string_view text);
[[nodiscard]] bool is_space(char32_t character);

/// The code point at an offset, which moves past it; U+FFFD for a byte that is no UTF-8.
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& offset);
void append_utf8(std::string& out, char32_t character);

/// In double quotes with backslash escapes, as Go quotes a string and Terraform's messages and console show it.
[[nodiscard]] std::string quote(std::string_view text);

}  // namespace tieline::terraform
