#include "report/unicode.h"

#include <utf8proc.h>

namespace tieline::report {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// Calls `use` with each character and its bytes; a byte that begins no character is U+FFFD.
template <typename Use>
void each_character(std::string_view text, const Use& use) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t character = 0;
    const auto length = utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &character);
    if (length > 0) {
      use(character, text.substr(at, static_cast<std::size_t>(length)));
      at += static_cast<std::size_t>(length);
    } else {
      use(0xFFFD, replacement);
      ++at;
    }
  }
}

bool acts_on_terminal(utf8proc_int32_t character) {
  switch (utf8proc_category(character)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return true;
    case UTF8PROC_CATEGORY_CF:
      // Marks, embeddings and isolates of the direction; other format characters are part of emoji and scripts.
      return character == 0x061C || character == 0x200E || character == 0x200F ||
             (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
    default:
      return false;
  }
}

}  // namespace

std::string well_formed(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  each_character(text, [&](utf8proc_int32_t, std::string_view bytes) { out += bytes; });
  return out;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  each_character(text, [&](utf8proc_int32_t character, std::string_view bytes) {
    if (character == '\t') {
      out += "    ";
    } else {
      out += acts_on_terminal(character) ? replacement : bytes;
    }
  });
  return out;
}

std::size_t cells(std::string_view text) {
  std::size_t count = 0;
  each_character(text, [&](utf8proc_int32_t character, std::string_view) {
    count += static_cast<std::size_t>(utf8proc_charwidth(character));
  });
  return count;
}

}  // namespace tieline::report
