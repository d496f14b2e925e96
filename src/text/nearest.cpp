#include "text/nearest.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace tieline::text {
namespace {

/// What is longer was not mistyped; hostile input could make it slow. (Logical ids are at most 255 characters.)
constexpr std::size_t longest_name = 255;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Three rows of the table of distances, kept from one pair of names to the next.
struct Rows {
  std::vector<std::size_t> before;  // of the character before the last
  std::vector<std::size_t> last;
  std::vector<std::size_t> now;
};

/// Characters put in, left out, replaced or swapped between the two, or `limit` + 1 where it takes more.
std::size_t distance(std::string_view a, std::string_view b, std::size_t limit, Rows& rows) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  rows.last.resize(a.size() + 1);
  rows.before = rows.now = rows.last;
  std::iota(rows.last.begin(), rows.last.end(), std::size_t{0});
  for (std::size_t j = 1; j <= b.size(); ++j) {
    rows.now[0] = j;
    std::size_t least = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      const char from = lower(a[i - 1]);
      const char to = lower(b[j - 1]);
      rows.now[i] = std::min({rows.last[i - 1] + (from == to ? 0 : 1), rows.last[i] + 1, rows.now[i - 1] + 1});
      if (i > 1 && j > 1 && from == lower(b[j - 2]) && to == lower(a[i - 2])) {
        rows.now[i] = std::min(rows.now[i], rows.before[i - 2] + 1);
      }
      least = std::min(least, rows.now[i]);
    }
    if (least > limit + 1) return limit + 1;  // a swap may still take one off
    std::swap(rows.before, rows.last);
    std::swap(rows.last, rows.now);
  }
  return rows.last[a.size()];
}

}  // namespace

std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates) {
  if (name.empty() || name.size() > longest_name) return {};
  Rows rows;
  std::string_view best;
  std::size_t limit = std::max<std::size_t>(1, name.size() / 3);
  for (const std::string_view candidate : candidates) {
    const std::size_t edits = distance(name, candidate, limit, rows);
    if (edits > limit) continue;
    best = candidate;
    if (edits == 0) break;
    limit = edits - 1;  // only what is nearer replaces it
  }
  return best;
}

}  // namespace tieline::text
