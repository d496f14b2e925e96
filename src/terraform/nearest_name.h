#pragma once

#include <string>
#include <string_view>

namespace tieline::terraform {

/// Finds the name most like another one, for "did you mean".
class NearestName {
 public:
  explicit NearestName(std::string_view wanted);
  void consider(std::string_view candidate);
  /// The best candidate; empty where none is near.
  [[nodiscard]] std::string_view best() const { return best_; }

 private:
  std::string_view wanted_;
  std::string_view best_;
  std::size_t distance_;  // what a candidate has to stay below
};

/// How many letters have to be changed, added, left out or swapped with the next one; `limit` where it is that or more.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

}  // namespace tieline::terraform
