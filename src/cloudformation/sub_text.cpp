#include "cloudformation/sub_text.h"

#include <algorithm>

#include "text/ascii.h"

namespace tieline::cloudformation {
namespace {}  // namespace

std::vector<SubPiece> parse_sub(std::string_view text) {
  std::vector<SubPiece> pieces;
  std::size_t literal = 0;  // where the literal text that is not yet a piece starts
  const auto flush = [&](std::size_t end) {
    if (end > literal) pieces.push_back({false, text.substr(literal, end - literal), {}});
  };
  for (std::size_t at = text.find("${"); at != std::string_view::npos; at = text.find("${", at)) {
    const std::size_t close = text.find('}', at + 2);
    if (close == std::string_view::npos) break;
    const std::string_view inside = text.substr(at + 2, close - at - 2);
    if (inside.starts_with('!')) {
      flush(at + 2);
      literal = at + 3;
    } else {
      flush(at);
      pieces.push_back({true, text::trimmed(inside, " "), text.substr(at, close + 1 - at)});
      literal = close + 1;
    }
    at = close + 1;
  }
  flush(text.size());
  return pieces;
}

bool is_sub_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '.' ||
           c == ':';
  });
}

}  // namespace tieline::cloudformation
