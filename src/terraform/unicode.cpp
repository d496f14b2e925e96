#include "terraform/unicode.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

namespace tieline::terraform {
namespace {

constexpr char32_t replacement = 0xFFFD;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// The code point at an offset, which moves past it; -1 for a byte that is no UTF-8.
utf8proc_int32_t decode(std::string_view text, std::size_t& offset) {
  utf8proc_int32_t character = -1;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + offset;
  const auto taken = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - offset), &character);
  offset += taken > 0 ? static_cast<std::size_t>(taken) : 1;
  return taken > 0 ? character : -1;
}

/// Has no capital letter of its own in Terraform's tables.
constexpr char32_t sharp_s = 0xDF;

template <typename Map>
std::string map_characters(std::string_view text, Map map) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) append_utf8(out, map(next_code_point(text, at)));
  return out;
}

bool is_printable(char32_t character) {
  if (character == ' ') return true;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(character))) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return false;
    default:
      return true;
  }
}

void append_hex(std::string& out, std::string_view prefix, char32_t number, int digits) {
  out += prefix;
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
    out += "0123456789abcdef"[(number >> static_cast<unsigned>(shift)) & 0xFU];
  }
}

void append_quoted(std::string& out, char32_t character) {
  static constexpr std::string_view plain = "\a\b\f\n\r\t\v\"\\";
  static constexpr std::string_view letters = "abfnrtv\"\\";
  if (character < 0x80) {
    if (const std::size_t at = plain.find(static_cast<char>(character)); at != std::string_view::npos) {
      out += '\\';
      out += letters[at];
      return;
    }
  }
  if (is_printable(character)) {
    append_utf8(out, character);
  } else if (character < ' ' || character == 0x7F) {
    append_hex(out, "\\x", character, 2);
  } else if (character < 0x10000) {
    append_hex(out, "\\u", character, 4);
  } else {
    append_hex(out, "\\U", character, 8);
  }
}

bool is_word_character(char32_t character) {
  if (character < 0x80) {
    const char c = static_cast<char>(character);
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
  return !is_space(character);
}

}  // namespace

bool may_change_when_normalized(std::string_view text) { return !is_ascii(text); }

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (decode(text, at) < 0) return false;
  }
  return true;
}

std::string normalize(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  std::string valid;
  if (!is_utf8(text)) {
    valid = map_characters(text, [](char32_t character) { return character; });
    text = valid;
  }
  utf8proc_uint8_t* result = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &result, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(result, &std::free);
  if (length < 0) return std::string(text);
  return {reinterpret_cast<const char*>(result), static_cast<std::size_t>(length)};
}

std::vector<std::string_view> characters(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t start = 0;
  utf8proc_int32_t state = 0;
  utf8proc_int32_t before = -1;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    const utf8proc_int32_t character = std::max(decode(text, at), utf8proc_int32_t{0});
    if (here != 0 && utf8proc_grapheme_break_stateful(before, character, &state) != 0) {
      out.push_back(text.substr(start, here - start));
      start = here;
    }
    before = character;
  }
  if (start < text.size()) out.push_back(text.substr(start));
  return out;
}

std::size_t character_count(std::string_view text) {
  if (is_ascii(text) && text.find('\r') == std::string_view::npos) return text.size();
  return characters(text).size();
}

std::string to_upper(std::string_view text) {
  return map_characters(text, [](char32_t c) {
    return c == sharp_s ? c : static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c)));
  });
}

std::string to_lower(std::string_view text) {
  return map_characters(
      text, [](char32_t c) { return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c))); });
}

std::string to_title(std::string_view text) {
  bool inside = false;
  return map_characters(text, [&](char32_t c) {
    const char32_t mapped =
        inside || c == sharp_s ? c : static_cast<char32_t>(utf8proc_totitle(static_cast<utf8proc_int32_t>(c)));
    inside = is_word_character(c);
    return mapped;
  });
}

bool is_space(char32_t character) {
  switch (character) {
    case '\t':
    case '\n':
    case '\v':
    case '\f':
    case '\r':
    case ' ':
    case 0x85:
    case 0xA0:
      return true;
    default:
      break;
  }
  if (character < 0x100) return false;
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(character));
  return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

char32_t next_code_point(std::string_view text, std::size_t& offset) {
  const utf8proc_int32_t character = decode(text, offset);
  return character < 0 ? replacement : static_cast<char32_t>(character);
}

void append_utf8(std::string& out, char32_t character) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto count = utf8proc_encode_char(static_cast<utf8proc_int32_t>(character), bytes.data());
  out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(count));
}

std::string quote(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    const utf8proc_int32_t character = decode(text, at);
    if (character < 0) {
      append_hex(out, "\\x", static_cast<unsigned char>(text[here]), 2);
    } else {
      append_quoted(out, static_cast<char32_t>(character));
    }
  }
  return out + "\"";
}

}  // namespace tieline::terraform
