#pragma once

#include <string_view>

/// What a byte of ASCII is, whatever the locale.
namespace tieline::text {

[[nodiscard]] constexpr bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

constexpr std::string_view white_space = " \t\n\r";

/// The text without the bytes of `around` at its ends.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text, std::string_view around = white_space) {
  const std::size_t first = text.find_first_not_of(around);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(around) - first + 1);
}

}  // namespace tieline::text
