#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/source.h"
#include "text/span.h"

namespace tieline::aws::iam {

/// Finds where the bytes of a string are written: its text is followed through the source that made it, past quotes,
/// indentation, escapes and interpolations.
class TextPlaces {
 public:
  /// `whole` is what made the string.
  TextPlaces(const text::SourceManager& sources, text::Span whole);

  /// The next piece of the string that is known.
  void add_text(std::string_view text);
  /// A part of the string that is not known, for which `stand_in` bytes stand in the text that is parsed.
  void add_unknown(std::size_t stand_in);
  /// Bytes of the text that is parsed which nobody wrote.
  void add_unwritten(std::size_t bytes);

  /// The place of a range of the text that is parsed; the whole where it could not be followed.
  [[nodiscard]] text::Span span(std::uint32_t begin, std::uint32_t end) const;

 private:
  [[nodiscard]] bool at(std::string_view expected) const { return source_.substr(next_).starts_with(expected); }
  void skip_opening();
  bool skip_interpolation();
  void skip_indentation(std::string_view text_line);
  std::size_t escape_length(char meant) const;
  std::size_t skip_known_interpolation(std::string_view rest);
  void put(std::size_t source_offset) { offsets_.push_back(static_cast<std::uint32_t>(source_offset)); }

  text::Span whole_;
  std::string_view source_;
  std::size_t next_ = 0;
  bool in_lines_ = false;  ///< a heredoc or a YAML block: lines without quotes, perhaps indented
  bool line_start_ = false;
  bool followed_ = true;
  std::vector<std::uint32_t> offsets_;
};

}  // namespace tieline::aws::iam
