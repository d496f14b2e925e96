#include "terraform/nearest_name.h"

#include <algorithm>
#include <vector>

namespace tieline::terraform {
namespace {

/// Longer names are not compared: hostile input could make that slow.
constexpr std::size_t longest_name = 128;

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() >= limit || b.size() > longest_name) return limit;
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({row[j - 1] + 1, last[j] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return std::min(last[b.size()], limit);
}

NearestName::NearestName(std::string_view wanted)
    : wanted_(wanted), distance_(std::max<std::size_t>(wanted.size() / 3, 1) + 1) {}

void NearestName::consider(std::string_view candidate) {
  const std::size_t distance = edit_distance(wanted_, candidate, distance_);
  if (distance >= distance_) return;
  distance_ = distance;
  best_ = candidate;
}

}  // namespace tieline::terraform
