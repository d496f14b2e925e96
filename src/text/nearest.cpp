#include "text/nearest.h"

#include <algorithm>
#include <numeric>

namespace tieline::text {
namespace {

/// What is longer was not mistyped; hostile input could make it slow. (Logical ids are at most 255 characters.)
constexpr std::size_t longest_name = 255;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::size_t EditDistance::between(std::string_view a, std::string_view b, std::size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  last_.resize(a.size() + 1);
  before_ = now_ = last_;
  std::iota(last_.begin(), last_.end(), std::size_t{0});
  for (std::size_t j = 1; j <= b.size(); ++j) {
    now_[0] = j;
    std::size_t least = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      const char from = lower(a[i - 1]);
      const char to = lower(b[j - 1]);
      now_[i] = std::min({last_[i - 1] + (from == to ? 0 : 1), last_[i] + 1, now_[i - 1] + 1});
      if (i > 1 && j > 1 && from == lower(b[j - 2]) && to == lower(a[i - 2])) {
        now_[i] = std::min(now_[i], before_[i - 2] + 1);
      }
      least = std::min(least, now_[i]);
    }
    if (least > limit + 1) return limit + 1;  // a swap may still take one off
    std::swap(before_, last_);
    std::swap(last_, now_);
  }
  return std::min(last_[a.size()], limit + 1);
}

NearestName::NearestName(std::string_view wanted)
    : wanted_(wanted),
      allowed_(wanted.empty() || wanted.size() > longest_name ? 0 : std::max<std::size_t>(1, wanted.size() / 3) + 1) {}

void NearestName::consider(std::string_view candidate) {
  if (allowed_ == 0) return;
  const std::size_t edits = distance_.between(wanted_, candidate, allowed_ - 1);
  if (edits >= allowed_) return;
  best_ = candidate;
  allowed_ = edits;  // only what is nearer replaces it
}

std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates) {
  NearestName found(name);
  for (const std::string_view candidate : candidates) found.consider(candidate);
  return found.best();
}

}  // namespace tieline::text
