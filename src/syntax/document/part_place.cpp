#include <algorithm>
#include <charconv>
#include <cstdint>
#include <functional>

#include "syntax/document/parser.h"
#include "syntax/document/yaml_text.h"

namespace tieline::document {
namespace {

/// A piece of a scalar's source, and how many bytes other than white space it stands for. White space is left out of
/// the count since folding and indentation change nothing else.
struct Unit {
  std::size_t length;
  std::size_t bytes;
};

std::size_t utf8_length(std::uint32_t code_point) {
  if (code_point < 0x80) return 1;
  if (code_point < 0x800) return 2;
  return code_point < 0x10000 ? 3 : 4;
}

std::uint32_t hexadecimal(std::string_view digits) {
  std::uint32_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return value;
}

Unit numeric_escape(std::string_view source, std::size_t digits) {
  std::uint32_t code_point = hexadecimal(source.substr(2, digits));
  std::size_t length = digits + 2;
  const bool pair = code_point >= 0xD800 && code_point < 0xDC00 && source.substr(length, 2) == "\\u";
  if (pair) {
    code_point = 0x10000;  // whichever: four bytes
    length += 6;
  }
  const bool white = code_point < 0x80 && is_space(static_cast<char>(code_point));
  return {length, white ? 0 : utf8_length(code_point)};
}

Unit escape(std::string_view source) {
  switch (byte_at(source, 1)) {
    case 'x':
      return numeric_escape(source, 2);
    case 'u':
      return numeric_escape(source, 4);
    case 'U':
      return numeric_escape(source, 8);
    case 'n':
    case 't':
    case 'r':
    case ' ':
    case '\t':
    case '\n':
    case '\r':
      return {2, 0};
    case 'N':
    case '_':
      return {2, 2};
    case 'L':
    case 'P':
      return {2, 3};
    default:
      return {2, 1};
  }
}

Unit next_unit(std::string_view source, char quote) {
  if (is_space(source.front())) return {1, 0};
  if (quote == '"' && source.front() == '\\') return escape(source);
  if (quote == '\'' && source.starts_with("''")) return {2, 1};
  return {1, 1};
}

std::size_t count_black(std::string_view text) {
  return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_space));
}

}  // namespace

Span place_of_part(const Node& scalar, std::string_view bytes, std::string_view part) {
  const std::less_equal<> not_after;
  const auto lies_in = [&](std::string_view inner, std::string_view outer) {
    return not_after(outer.data(), inner.data()) && not_after(inner.data() + inner.size(), outer.data() + outer.size());
  };
  if (!scalar.is_scalar() || !lies_in(part, scalar.text)) return scalar.span;
  if (lies_in(part, bytes)) {
    const auto begin = static_cast<std::uint32_t>(part.data() - bytes.data());
    return {scalar.span.file, begin, begin + static_cast<std::uint32_t>(part.size())};
  }
  const std::size_t first =
      count_black(scalar.text.substr(0, static_cast<std::size_t>(part.data() - scalar.text.data())));
  const std::size_t count = count_black(part);
  if (count == 0) return scalar.span;

  const std::size_t limit = std::min<std::size_t>(scalar.span.end, bytes.size());
  std::size_t at = std::min<std::size_t>(scalar.span.begin, limit);
  if (byte_at(bytes, at) == '*') return scalar.span;
  while (byte_at(bytes, at) == '&' || byte_at(bytes, at) == '!') {
    at = skip_separation(bytes, byte_at(bytes, at) == '&' ? anchor_end(bytes, at) : tag_end(bytes, at));
  }
  const char style = byte_at(bytes, at);
  const bool in_quotes = style == '"' || style == '\'';
  if (in_quotes) ++at;
  if (!scalar.plain && (style == '|' || style == '>')) at = line_end(bytes, at);

  std::size_t seen = 0;
  std::size_t begin = 0;
  while (at < limit) {
    const Unit unit = next_unit(bytes.substr(at, limit - at), in_quotes ? style : '\0');
    if (seen <= first && first < seen + unit.bytes) begin = at;
    seen += unit.bytes;
    at = std::min(at + unit.length, limit);
    if (seen >= first + count) {
      return {scalar.span.file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)};
    }
  }
  return scalar.span;
}

}  // namespace tieline::document
