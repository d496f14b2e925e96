#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The text of strings and heredocs: what the bytes between quotes mean.
namespace tieline::hcl {

/// An escape sequence that is none, or a sequence without content (`${}`). Offsets are of the raw text.
struct BadEscape {
  std::size_t begin;
  std::size_t end;
};

/// True when the raw text is its own meaning, so that no copy has to be made.
[[nodiscard]] bool is_plain(std::string_view raw, bool backslashes);

/// Resolves `$${` and `%%{`, and `\n` and its like where backslashes escape. What is bad stays as it is written.
[[nodiscard]] std::string decode(std::string_view raw, bool backslashes, std::vector<BadEscape>& bad);

/// White space by Unicode's definition, which is what strip marks and `<<-` take away.
[[nodiscard]] std::string_view trim_left(std::string_view text);
[[nodiscard]] std::string_view trim_right(std::string_view text);

/// The number of characters (not bytes) of white space that `text` begins with.
[[nodiscard]] std::size_t leading_spaces(std::string_view text);
/// `text` without its first `count` characters.
[[nodiscard]] std::string_view drop_characters(std::string_view text, std::size_t count);

/// The offset of the first byte that is not UTF-8, or npos.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view bytes);

}  // namespace tieline::hcl
