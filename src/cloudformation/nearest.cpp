#include "cloudformation/nearest.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace tieline::cloudformation {
namespace {

/// Logical ids are at most 255 characters; what is longer was not mistyped.
constexpr std::size_t longest_name = 255;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Single-character edits between the two, or `limit` + 1 where it takes more.
std::size_t distance(std::string_view a, std::string_view b, std::size_t limit, std::vector<std::size_t>& row) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  row.resize(a.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t j = 1; j <= b.size(); ++j) {
    std::size_t diagonal = row[0];
    row[0] = j;
    std::size_t least = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      const std::size_t replaced = diagonal + (lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1);
      diagonal = row[i];
      row[i] = std::min({replaced, row[i] + 1, row[i - 1] + 1});
      least = std::min(least, row[i]);
    }
    if (least > limit) return limit + 1;
  }
  return row[a.size()];
}

}  // namespace

std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates) {
  if (name.empty() || name.size() > longest_name) return {};
  std::vector<std::size_t> row;
  std::string_view best;
  std::size_t limit = std::max<std::size_t>(1, name.size() / 3);
  for (const std::string_view candidate : candidates) {
    const std::size_t edits = distance(name, candidate, limit, row);
    if (edits > limit) continue;
    best = candidate;
    if (edits == 0) break;
    limit = edits - 1;  // only what is nearer replaces it
  }
  return best;
}

}  // namespace tieline::cloudformation
