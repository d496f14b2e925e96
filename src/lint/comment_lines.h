#pragma once

#include <cstdint>
#include <span>

#include "text/source.h"

namespace tieline::lint {

/// Which lines of a file hold more than comments, so that it can be told what a comment is about.
class CommentLines {
 public:
  /// `comments` are those of the file, in order. Both must outlive it.
  CommentLines(const text::SourceFile& file, std::span<const text::Span> comments) : file_(file), comments_(comments) {}

  /// The 1-based line that a comment is about: its own where anything else stands on it, else the next line that holds
  /// more than a comment. A line without anything ends the search.
  [[nodiscard]] std::uint32_t subject(const text::Span& comment) const;

 private:
  enum class Content { nothing, comment, code };
  [[nodiscard]] Content content(std::uint32_t line) const;

  const text::SourceFile& file_;
  std::span<const text::Span> comments_;
};

}  // namespace tieline::lint
