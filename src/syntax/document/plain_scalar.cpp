#include "syntax/document/plain_scalar.h"

#include <algorithm>
#include <cstddef>

#include "text/ascii.h"

namespace tieline::document {
namespace {

bool is_hex_digit(char byte) {
  return text::is_digit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

std::size_t count_digits(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), text::is_digit) - text.begin());
}

bool is_number(std::string_view text) {
  if (text.front() == '+' || text.front() == '-') text.remove_prefix(1);
  if (text.starts_with("0x")) {
    text.remove_prefix(2);
    return !text.empty() && std::all_of(text.begin(), text.end(), is_hex_digit);
  }
  if (text.starts_with("0o")) {
    text.remove_prefix(2);
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char byte) { return byte >= '0' && byte <= '7'; });
  }
  std::size_t digits = count_digits(text);
  text.remove_prefix(digits);
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    const std::size_t fraction = count_digits(text);
    text.remove_prefix(fraction);
    digits += fraction;
  }
  if (digits == 0) return false;
  if (!text.empty() && (text.front() == 'e' || text.front() == 'E')) {
    text.remove_prefix(1);
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) text.remove_prefix(1);
    const std::size_t exponent = count_digits(text);
    if (exponent == 0) return false;
    text.remove_prefix(exponent);
  }
  return text.empty();
}

}  // namespace

PlainType plain_type(std::string_view text) {
  if (text.empty()) return {Kind::null};
  const char first = text.front();
  if (text::is_digit(first) || first == '+' || first == '-' || first == '.') {
    return {is_number(text) ? Kind::number : Kind::string};
  }
  if (text.size() > 5) return {Kind::string};
  switch (first) {
    case '~':
    case 'n':
    case 'N':
      if (text == "~" || text == "null" || text == "Null" || text == "NULL") return {Kind::null};
      if (text == "no" || text == "No" || text == "NO") return {Kind::boolean, false};
      break;
    case 't':
    case 'T':
      if (text == "true" || text == "True" || text == "TRUE") return {Kind::boolean, true};
      break;
    case 'f':
    case 'F':
      if (text == "false" || text == "False" || text == "FALSE") return {Kind::boolean, false};
      break;
    case 'y':
    case 'Y':
      if (text == "yes" || text == "Yes" || text == "YES") return {Kind::boolean, true};
      break;
    case 'o':
    case 'O':
      if (text == "on" || text == "On" || text == "ON") return {Kind::boolean, true};
      if (text == "off" || text == "Off" || text == "OFF") return {Kind::boolean, false};
      break;
    default:
      break;
  }
  return {Kind::string};
}

}  // namespace tieline::document
