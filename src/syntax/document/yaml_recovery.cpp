#include "syntax/document/yaml_recovery.h"

#include <algorithm>

#include "syntax/document/yaml_text.h"

namespace tieline::document {
namespace {

using Level = TreeBuilder::Level;

/// The end of the text before a place, without white space.
std::size_t end_before(std::string_view bytes, std::size_t at) {
  while (at > 0 && is_space(bytes[at - 1])) --at;
  return at;
}

/// The `-` before the value of a list's item.
std::size_t item_begin(std::string_view bytes, std::size_t value) {
  const std::size_t dash = end_before(bytes, value);
  return dash > 0 && bytes[dash - 1] == '-' ? dash - 1 : value;
}

/// Where the text that cannot be understood begins. A key before it stays, with its colon.
std::size_t gap_begin(std::string_view bytes, const std::vector<Level>& levels, std::size_t cursor, bool& keeps_key) {
  const auto bracket = std::find_if(levels.begin(), levels.end(), [](const Level& level) { return level.bracketed; });
  keeps_key = bracket != levels.begin() && std::prev(bracket)->has_key;
  if (bracket != levels.end()) return keeps_key ? bracket->begin : item_begin(bytes, bracket->begin);
  if (!keeps_key) return cursor;
  const std::size_t colon = skip_separation(bytes, cursor);
  if (byte_at(bytes, colon) == ':') return colon + 1;
  const auto& key = levels.back().key_span;
  keeps_key = false;
  return std::min<std::size_t>(key.begin, cursor);
}

/// True for a line that begins with `Key:`; it is no comment, no item, and not in brackets or quotes.
bool is_entry(std::string_view line) {
  if (line.empty() || std::string_view("#-[]{},&*!|>%@`?").find(line.front()) != std::string_view::npos) return false;
  const std::size_t colon = line.find(':');
  return colon != std::string_view::npos && (colon + 1 >= line.size() || is_space(line[colon + 1]));
}

}  // namespace

std::optional<Gap> gap_after(std::string_view bytes, const std::vector<Level>& levels, std::size_t cursor) {
  if (levels.empty() || levels.front().bracketed) return std::nullopt;
  bool keeps_key = false;
  const std::size_t begin = gap_begin(bytes, levels, cursor, keeps_key);
  return gap_from(bytes, levels, begin, keeps_key);
}

std::optional<Gap> gap_from(std::string_view bytes, const std::vector<Level>& levels, std::size_t begin,
                            bool keeps_key) {
  const auto is_block_mapping = [&](std::size_t i) {
    return i < levels.size() && levels[i].kind == Kind::mapping && !levels[i].bracketed;
  };
  if (!is_block_mapping(0)) return std::nullopt;
  const std::size_t outer = levels[0].column;
  const std::size_t inner = is_block_mapping(1) ? levels[1].column : outer;

  const std::size_t broken = std::min(bytes.find_first_not_of(" \t\r\n", begin), bytes.size());
  const std::size_t broken_begin = line_begin(bytes, broken);
  // What stands between the markers of a merge conflict is there twice.
  const std::string_view marker = bytes.substr(broken_begin, 7);
  if (marker == "<<<<<<<" || marker == "=======" || marker == ">>>>>>>") return std::nullopt;

  Gap gap{begin, bytes.size(), {}};
  std::size_t kept = 0;  // levels that are read on
  for (std::size_t end = line_end(bytes, broken); end < bytes.size() && kept == 0; end = line_end(bytes, end + 1)) {
    const std::size_t content = bytes.find_first_not_of(' ', end + 1);
    if (content == std::string_view::npos) break;
    const std::size_t column = content - (end + 1);
    if (column != outer && column != inner) continue;
    if (!is_entry(bytes.substr(content, line_end(bytes, content) - content))) continue;
    gap.end = end + 1;
    kept = column == outer ? 1 : 2;
  }
  if (kept == 0) return std::nullopt;

  // Collections that lose an entry: those not read on, and those whose own entry is broken.
  const auto is_bracketed = [](const Level& level) { return level.bracketed; };
  const auto blocks =
      static_cast<std::size_t>(std::find_if(levels.begin(), levels.end(), is_bracketed) - levels.begin());
  std::size_t first_cut = keeps_key ? blocks : 0;
  gap.cut.push_back(end_before(bytes, begin));  // what is left of a key without its value, or without its only item
  const std::size_t broken_column = bytes.find_first_not_of(' ', broken_begin) - broken_begin;
  while (first_cut + 1 < blocks && levels[first_cut].column < broken_column) ++first_cut;
  for (std::size_t i = std::min(first_cut, kept); i < blocks; ++i) {
    gap.cut.push_back(levels[i].short_form.key.empty() ? levels[i].begin : levels[i].content);
  }
  return gap;
}

bool swallows_entries(std::string_view quoted) {
  for (std::size_t end = quoted.find('\n'); end != std::string_view::npos; end = quoted.find('\n', end + 1)) {
    const std::size_t content = quoted.find_first_not_of(' ', end + 1);
    if (content == std::string_view::npos) return false;
    if (is_entry(quoted.substr(content, line_end(quoted, content) - content))) return true;
  }
  return false;
}

std::string without(std::string_view bytes, const Gap& gap) {
  std::string text(bytes);
  std::replace_if(
      text.begin() + static_cast<std::ptrdiff_t>(gap.begin), text.begin() + static_cast<std::ptrdiff_t>(gap.end),
      [](char byte) { return byte != '\n'; }, ' ');
  return text;
}

}  // namespace tieline::document
