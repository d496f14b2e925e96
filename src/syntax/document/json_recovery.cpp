#include "syntax/document/json_recovery.h"

#include <algorithm>

#include "syntax/document/yaml_text.h"

namespace tieline::document {
namespace {

using Level = TreeBuilder::Level;

std::size_t skip_spaces(std::string_view bytes, std::size_t at) {
  while (at < bytes.size() && is_space(bytes[at])) ++at;
  return at;
}

std::size_t skip_blanks(std::string_view bytes, std::size_t at) {
  while (at < bytes.size() && is_blank(bytes[at])) ++at;
  return at;
}

/// True where `"key":` stands, all on one line.
bool is_entry(std::string_view bytes, std::size_t at) {
  if (byte_at(bytes, at) != '"') return false;
  const std::size_t end = quoted_end(bytes, at);
  if (end == npos || byte_at(bytes, skip_blanks(bytes, end)) != ':') return false;
  return bytes.substr(at, end - at).find('\n') == npos;
}

/// The column of a mapping's keys; npos unless the first of them begins a line.
std::size_t key_column(std::string_view bytes, const Level& level) {
  if (level.kind != Kind::mapping) return npos;
  const std::size_t first = skip_spaces(bytes, level.content + 1);
  const std::size_t line = line_begin(bytes, first);
  return line > level.content ? first - line : npos;
}

std::optional<Landing> by_column(std::string_view bytes, std::size_t from, std::size_t outer, std::size_t inner) {
  for (std::size_t end = line_end(bytes, from); end < bytes.size(); end = line_end(bytes, end + 1)) {
    const std::size_t at = skip_blanks(bytes, end + 1);
    const std::size_t column = at - (end + 1);
    if ((column == inner || column == outer) && is_entry(bytes, at)) {
      return Landing{at, column == inner ? std::size_t{2} : std::size_t{1}};
    }
  }
  return std::nullopt;
}

/// Counts brackets. One that does not fit leaves open what is meant.
std::optional<Landing> by_brackets(std::string_view bytes, const std::vector<Level>& levels, std::size_t at) {
  std::string open;
  for (const Level& level : levels) open.push_back(level.kind == Kind::mapping ? '}' : ']');
  std::size_t kept = open.size();  // of the levels given
  bool behind_comma = false;
  for (; at < bytes.size(); ++at) {
    const char byte = bytes[at];
    if (is_space(byte)) continue;
    if (byte == '"') {
      const bool innermost = kept == open.size() && kept <= 2 && open.back() == '}';
      if (innermost && behind_comma && is_entry(bytes, at)) return Landing{at, kept};
      const std::size_t end = quoted_end(bytes, at);
      if (end == npos) return std::nullopt;
      at = end - 1;
    } else if (byte == '{' || byte == '[') {
      open.push_back(byte == '{' ? '}' : ']');
    } else if (byte == '}' || byte == ']') {
      if (open.back() != byte || open.size() == 1) return std::nullopt;
      open.pop_back();
      kept = std::min(kept, open.size());
    }
    behind_comma = byte == ',';
  }
  return std::nullopt;
}

}  // namespace

std::optional<Landing> next_entry(std::string_view bytes, const std::vector<Level>& levels, std::size_t from) {
  if (levels.empty() || levels.front().kind != Kind::mapping) return std::nullopt;
  // What stands between the markers of a merge conflict is there twice.
  const std::string_view marker = bytes.substr(line_begin(bytes, std::min(from, bytes.size())), 7);
  if (marker == "<<<<<<<" || marker == "=======" || marker == ">>>>>>>") return std::nullopt;

  const std::size_t outer = key_column(bytes, levels[0]);
  const std::size_t inner = levels.size() > 1 ? key_column(bytes, levels[1]) : npos;
  if (outer != npos || inner != npos) return by_column(bytes, from, outer, inner);
  return by_brackets(bytes, levels, from);
}

Opening opening(const std::vector<Level>& levels, std::string_view rest) {
  Opening made{{}, 0};
  const auto add = [&](std::string_view text, std::size_t tokens) {
    made.text += text;
    made.tokens += tokens;
  };
  for (const Level& level : levels) {
    const bool mapping = level.kind == Kind::mapping;
    add(mapping ? "{" : "[", 1);
    if (&level != &levels.back()) {
      if (mapping) add("\"\":", 1);
    } else if (level.has_key) {
      add(rest.starts_with(':') ? "\"\"" : "\"\":", 1);
    } else if (rest.starts_with(',')) {
      add(mapping ? "\"\":0" : "0", mapping ? 2 : 1);
    }
  }
  return made;
}

Indentation::Indentation(std::string_view bytes) : bytes_(bytes), first_text_(skip_blanks(bytes, 0)) {}

void Indentation::advance(std::size_t at) {
  const std::size_t newline = bytes_.substr(scanned_, at - std::min(at, scanned_)).rfind('\n');
  if (newline != npos) {
    line_begin_ = scanned_ + newline + 1;
    first_text_ = skip_blanks(bytes_, line_begin_);
  }
  scanned_ = std::max(scanned_, at);
}

void Indentation::open(std::size_t at) {
  advance(at);
  levels_.push_back({first_text_ - line_begin_, none});
}

void Indentation::close(std::size_t bracket) {
  closed_key_ = levels_.back().key;
  closing_bracket_ = bracket;
  levels_.pop_back();
}

std::size_t Indentation::closed_too_early(std::size_t at) {
  advance(at);
  if (first_text_ != at || closed_key_ == none || at - line_begin_ != closed_key_) return none;
  const bool deeper = levels_.empty() || (levels_.back().key != none && levels_.back().key < closed_key_);
  return deeper ? closing_bracket_ : none;
}

std::size_t Indentation::closed_by_key(std::size_t at) {
  advance(at);
  if (first_text_ != at) return 0;
  const std::size_t column = at - line_begin_;
  if (levels_.back().key == none) levels_.back().key = column;
  // A level whose keys stand deeper than its bracket's line closes before a key that does not.
  std::size_t closed = 0;
  while (closed + 1 < levels_.size()) {
    const Level& level = levels_[levels_.size() - 1 - closed];
    if (level.key == none || level.key <= level.line || column > level.line) break;
    ++closed;
  }
  const Level& around = levels_[levels_.size() - 1 - closed];
  return around.key == column ? closed : 0;
}

}  // namespace tieline::document
