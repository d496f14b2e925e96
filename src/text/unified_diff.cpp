#include "text/unified_diff.h"

#include <algorithm>
#include <dtl/dtl.hpp>
#include <vector>

namespace tieline::text {
namespace {

using Lines = std::vector<std::string_view>;

/// Each with its line end.
Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t length = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return lines;
}

/// A name as git writes it: in quotes where it holds what a header cannot, with a tab behind one with spaces.
std::string header_name(std::string_view side, std::string_view path) {
  const std::string name = std::string(side) + "/" + std::string(path.substr(path.starts_with('/') ? 1 : 0));
  std::string escaped;
  for (const char c : name) {
    if (c == '\n' || c == '\t') {
      escaped += c == '\n' ? "\\n" : "\\t";
    } else {
      if (c == '"' || c == '\\') escaped += '\\';
      escaped += c;
    }
  }
  if (escaped != name) return '"' + escaped + '"';
  return name.find(' ') == std::string::npos ? name : name + '\t';
}

/// `12`, `12,3`; an empty range is counted from the line before it.
std::string range(long long first, long long count) {
  if (count == 1) return std::to_string(first);
  return std::to_string(count == 0 ? std::max(first - 1, 0LL) : first) + ',' + std::to_string(count);
}

void add_line(std::string& diff, char mark, std::string_view line) {
  diff += mark;
  diff += line;
  if (!line.ends_with('\n')) diff += "\n\\ No newline at end of file\n";
}

}  // namespace

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after) {
  if (before == after) return {};
  dtl::Diff<std::string_view, Lines> differences(lines_of(before), lines_of(after));
  differences.compose();
  differences.composeUnifiedHunks();
  std::string diff = "--- " + header_name("a", path) + "\n+++ " + header_name("b", path) + '\n';
  for (const auto& hunk : differences.getUniHunks()) {
    diff += "@@ -" + range(hunk.a, hunk.b) + " +" + range(hunk.c, hunk.d) + " @@\n";
    for (const auto& [line, info] : hunk.common[0]) add_line(diff, ' ', line);
    for (const auto& [line, info] : hunk.change) {
      add_line(diff, info.type == dtl::SES_ADD ? '+' : info.type == dtl::SES_DELETE ? '-' : ' ', line);
    }
    for (const auto& [line, info] : hunk.common[1]) add_line(diff, ' ', line);
  }
  return diff;
}

}  // namespace tieline::text
