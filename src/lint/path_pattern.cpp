#include "lint/path_pattern.h"

#include <algorithm>

namespace tieline::lint {
namespace {

/// Without what says nothing: `./` and `/` at the front, `/` at the end.
std::string_view core(std::string_view pattern) {
  while (pattern.starts_with("./")) pattern.remove_prefix(2);
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  if (pattern.ends_with('/')) pattern.remove_suffix(1);
  return pattern;
}

}  // namespace

PathPattern::PathPattern(std::string_view pattern)
    : text_(pattern),
      anywhere_(core(pattern).find('/') == std::string_view::npos && !pattern.starts_with('/') &&
                !pattern.starts_with("./")),
      glob_(core(pattern)) {}

bool PathPattern::matches(std::string_view path) const {
  for (std::size_t begin = 0, end = 0; end < path.size(); ++end) {
    end = std::min(path.find('/', end), path.size());
    if (glob_.matches(path.substr(begin, end - begin))) return true;
    if (anywhere_) begin = end + 1;
  }
  return false;
}

}  // namespace tieline::lint
