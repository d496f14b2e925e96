#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace tieline::text {

/// Counts how many characters must be put in, left out, replaced or swapped with the next one to make one name of
/// another, case aside.
class EditDistance {
 public:
  /// `limit` + 1 where it takes more than `limit`.
  [[nodiscard]] std::size_t between(std::string_view a, std::string_view b, std::size_t limit);

 private:
  // Rows of the table of distances, kept from one pair of names to the next.
  std::vector<std::size_t> before_;  // of the character before the last
  std::vector<std::size_t> last_;
  std::vector<std::size_t> now_;
};

/// Finds the name that a person most likely meant, for "did you mean": the one with the fewest edits, where these are
/// few for the name's length; of equals the first.
class NearestName {
 public:
  explicit NearestName(std::string_view wanted);
  void consider(std::string_view candidate);
  /// The best candidate; empty where none is near.
  [[nodiscard]] std::string_view best() const { return best_; }

 private:
  std::string_view wanted_;
  std::string_view best_;
  std::size_t allowed_;  ///< one more than the edits a candidate may take
  EditDistance distance_;
};

/// The nearest of all candidates; empty where none is near.
[[nodiscard]] std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates);

}  // namespace tieline::text
