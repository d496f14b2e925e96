#include "syntax/document/encoding.h"

#include <cstdint>
#include <cstring>
#include <string>

namespace tieline::document {
namespace {

std::uint8_t code_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<std::uint8_t>(bytes[at]) : 0;
}

bool continues(std::uint8_t byte) { return (byte & 0xC0U) == 0x80U; }

/// Bytes of the UTF-8 character at `at`; 0 where there is none.
std::size_t character_length(std::string_view bytes, std::size_t at) {
  const std::uint8_t first = code_at(bytes, at);
  const std::uint8_t second = code_at(bytes, at + 1);
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4 || !continues(second)) return 0;
  if (first < 0xE0) return 2;
  if (!continues(code_at(bytes, at + 2))) return 0;
  if (first < 0xF0) {
    const bool overlong = first == 0xE0 && second < 0xA0;
    const bool surrogate = first == 0xED && second >= 0xA0;
    return overlong || surrogate ? 0 : 3;
  }
  if (!continues(code_at(bytes, at + 3))) return 0;
  const bool overlong = first == 0xF0 && second < 0x90;
  const bool too_large = first == 0xF4 && second >= 0x90;
  return overlong || too_large ? 0 : 4;
}

bool is_forbidden_control(std::uint8_t byte) { return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r'; }

/// True when all eight bytes are ASCII and none is below 0x20.
bool is_plain_ascii(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  constexpr std::uint64_t high = 0x8080808080808080U;
  constexpr std::uint64_t spaces = 0x2020202020202020U;
  return ((word | (word - spaces)) & high) == 0;
}

}  // namespace

std::size_t find_no_text(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (at + 8 <= bytes.size() && is_plain_ascii(bytes.data() + at)) {
      at += 8;
      continue;
    }
    const std::size_t length = character_length(bytes, at);
    if (length == 0 || is_forbidden_control(code_at(bytes, at))) return at;
    at += length;
  }
  return std::string_view::npos;
}

bool is_utf16(std::string_view bytes) { return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"); }

syntax::SyntaxError no_text_error(std::string_view bytes, std::size_t at) {
  syntax::SyntaxError error;
  if (is_utf16(bytes)) {
    error.message = "the file is written in UTF-16";
    error.help = "save it as UTF-8";
  } else if (is_forbidden_control(code_at(bytes, at))) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const std::uint8_t byte = code_at(bytes, at);
    error.message = std::string("the control character U+00") + digits[byte >> 4U] + digits[byte & 15U] +
                    " stands here, which is not allowed in a text";
    error.help = "remove it, or write it as an escape in a double-quoted string";
  } else {
    error.message = "the bytes here are not UTF-8";
    error.help = "save the file as UTF-8";
  }
  return error;
}

}  // namespace tieline::document
