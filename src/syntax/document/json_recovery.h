#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/document/tree_builder.h"

namespace tieline::document {

/// Where the reading goes on behind a broken place: at the key of an entry, in the innermost of `kept` levels.
struct Landing {
  std::size_t at;
  std::size_t kept;
};

/// The next entry of the mapping at the root or of one directly in it, such as the next resource, that stands behind
/// `from`; told by its column where keys stand on lines of their own, else by counting brackets. nullopt where nothing
/// more of the text can be told apart.
[[nodiscard]] std::optional<Landing> next_entry(std::string_view bytes, const std::vector<TreeBuilder::Level>& levels,
                                                std::size_t from);

/// What a parser that knows nothing of the text before `rest` must read first to be in these levels.
struct Opening {
  std::string text;
  std::size_t tokens;  ///< the events it makes
};
[[nodiscard]] Opening opening(const std::vector<TreeBuilder::Level>& levels, std::string_view rest);

/// Follows how deep lines are indented, to tell from where the keys stand which bracket is missing or too many.
class Indentation {
 public:
  explicit Indentation(std::string_view bytes);

  void open(std::size_t at);
  /// `bracket` is the one that closes the level; npos where there is none.
  void close(std::size_t bracket);
  /// The bracket that closed a level in which the key at `at` belongs; npos where that is not so.
  [[nodiscard]] std::size_t closed_too_early(std::size_t at);
  /// How many levels a key closes, which stands too far to the left to be in the innermost.
  [[nodiscard]] std::size_t closed_by_key(std::size_t at);

 private:
  static constexpr auto none = std::string_view::npos;
  struct Level {
    std::size_t line;        ///< column at which the line of its bracket begins
    std::size_t key = none;  ///< column of its first key, if that is the first thing on its line
  };

  void advance(std::size_t at);

  std::string_view bytes_;
  std::size_t line_begin_ = 0;
  std::size_t scanned_ = 0;
  std::size_t first_text_ = 0;  ///< of the line
  std::vector<Level> levels_;
  std::size_t closed_key_ = none;  ///< of the level that was closed last
  std::size_t closing_bracket_ = none;
};

}  // namespace tieline::document
