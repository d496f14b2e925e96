#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "syntax/document/tree_builder.h"

namespace tieline::document {

/// What is given up of a text after a broken place, so that the rest of it can be read.
struct Gap {
  std::size_t begin;
  std::size_t end;  ///< where a line begins that the text can be read on from
  /// Where the collections and the empty value begin that may have more in them than is read.
  std::vector<std::size_t> cut;
};

/// The gap to leave after a failure: from what was understood last (`cursor`) to the next entry of the mapping at the
/// root or of one directly in it, such as the next resource. nullopt where nothing more of the text can be told apart.
[[nodiscard]] std::optional<Gap> gap_after(std::string_view bytes, const std::vector<TreeBuilder::Level>& levels,
                                           std::size_t cursor);

/// The same, where it is known from where on: `keeps_key` says whether it begins behind a key that stays.
[[nodiscard]] std::optional<Gap> gap_from(std::string_view bytes, const std::vector<TreeBuilder::Level>& levels,
                                          std::size_t begin, bool keeps_key);

/// Whether a string in quotes has lines that look like entries of a mapping (`Key: value`).
[[nodiscard]] bool swallows_entries(std::string_view quoted);

/// The text with blanks for the gap; what is outside stays where it is.
[[nodiscard]] std::string without(std::string_view bytes, const Gap& gap);

}  // namespace tieline::document
