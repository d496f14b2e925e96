#include "syntax/hcl/literal.h"

#include <algorithm>
#include <cstring>

namespace tieline::hcl {
namespace {

/// The length of the UTF-8 sequence at the start of `text`, or 0 where there is none.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  // Overlong forms, surrogates, and what lies past U+10FFFF.
  if ((first == 0xE0 && byte(1) < 0xA0) || (first == 0xED && byte(1) > 0x9F) || (first == 0xF0 && byte(1) < 0x90) ||
      (first == 0xF4 && byte(1) > 0x8F)) {
    return 0;
  }
  return length;
}

char32_t code_point(std::string_view sequence) {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(sequence[i])); };
  switch (sequence.size()) {
    case 2:
      return (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F);
    case 3:
      return (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    case 4:
      return (byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
    default:
      return byte(0);
  }
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6), put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 0x3F)), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
  }
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

/// The bytes of the white space character at the start of `text`, or 0.
std::size_t space_length(std::string_view text) {
  if (text.empty()) return 0;
  const std::size_t length = sequence_length(text);
  return length != 0 && is_space(code_point(text.substr(0, length))) ? length : 0;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Reads the digits of `\uNNNN` or `\UNNNNNNNN`; false where they are too few or name no character.
bool read_unicode_escape(std::string_view digits, char32_t& c) {
  c = 0;
  for (const char digit : digits) {
    const int value = hex_digit(digit);
    if (value < 0) return false;
    c = c << 4 | static_cast<char32_t>(value);
  }
  return c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
}

/// Resolves the backslash sequence at `at`, and says where the text goes on.
std::size_t decode_backslash(std::string_view raw, std::size_t at, std::string& out, std::vector<BadEscape>& bad) {
  const char selector = at + 1 < raw.size() ? raw[at + 1] : '\0';
  switch (selector) {
    case 'n':
      out.push_back('\n');
      return at + 2;
    case 'r':
      out.push_back('\r');
      return at + 2;
    case 't':
      out.push_back('\t');
      return at + 2;
    case '"':
      out.push_back('"');
      return at + 2;
    case '\\':
      out.push_back('\\');
      return at + 2;
    case 'u':
    case 'U': {
      const std::size_t digits = selector == 'u' ? 4 : 8;
      char32_t c = 0;
      if (raw.size() - (at + 2) >= digits && read_unicode_escape(raw.substr(at + 2, digits), c)) {
        append_utf8(out, c);
        return at + 2 + digits;
      }
      break;
    }
    default:
      break;
  }
  std::size_t length = 1;
  if (at + 1 < raw.size()) {
    const std::size_t selector_length = sequence_length(raw.substr(at + 1));
    length += selector_length == 0 ? 1 : selector_length;
  }
  bad.push_back({at, at + length});
  out.append(raw.substr(at, length));
  return at + length;
}

}  // namespace

bool is_plain(std::string_view raw, bool backslashes) {
  return raw.find("${") == std::string_view::npos && raw.find("%{") == std::string_view::npos &&
         (!backslashes || raw.find('\\') == std::string_view::npos);
}

std::string decode(std::string_view raw, bool backslashes, std::vector<BadEscape>& bad) {
  std::string out;
  out.reserve(raw.size());
  std::size_t at = 0;
  while (at < raw.size()) {
    const char c = raw[at];
    if (c == '\\' && backslashes) {
      at = decode_backslash(raw, at, out, bad);
    } else if ((c == '$' || c == '%') && at + 2 < raw.size() && raw[at + 1] == c && raw[at + 2] == '{') {
      out.push_back(c);
      out.push_back('{');
      at += 3;
    } else if ((c == '$' || c == '%') && at + 1 < raw.size() && raw[at + 1] == '{') {
      // Only an empty sequence is ever taken for text.
      const std::size_t end = std::min(raw.find('}', at), raw.size() - 1) + 1;
      bad.push_back({at, end});
      out.append(raw.substr(at, end - at));
      at = end;
    } else {
      out.push_back(c);
      ++at;
    }
  }
  return out;
}

std::string_view trim_left(std::string_view text) {
  while (const std::size_t length = space_length(text)) text.remove_prefix(length);
  return text;
}

std::string_view trim_right(std::string_view text) {
  while (!text.empty()) {
    std::size_t start = text.size() - 1;
    while (start > 0 && text.size() - start < 4 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    const std::string_view last = text.substr(start);
    if (space_length(last) != last.size()) break;
    text.remove_suffix(last.size());
  }
  return text;
}

std::size_t leading_spaces(std::string_view text) {
  std::size_t count = 0;
  while (const std::size_t length = space_length(text)) {
    text.remove_prefix(length);
    ++count;
  }
  return count;
}

std::string_view drop_characters(std::string_view text, std::size_t count) {
  for (; count > 0 && !text.empty(); --count) {
    const std::size_t length = sequence_length(text);
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return text;
}

std::size_t find_invalid_utf8(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (bytes.size() - at >= sizeof(std::uint64_t)) {
      std::uint64_t word = 0;
      std::memcpy(&word, bytes.data() + at, sizeof word);
      if ((word & 0x8080808080808080U) == 0) {
        at += sizeof word;
        continue;
      }
    }
    const std::size_t length = sequence_length(bytes.substr(at));
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

}  // namespace tieline::hcl
