#pragma once

#include <cstdint>

namespace tieline::text {

/// Names a file of a SourceManager. `none` belongs to text that no file holds (command line, defaults).
enum class FileId : std::uint32_t { none = UINT32_MAX };

/// A half-open range of bytes [begin, end) of one file. 0-based. An empty span marks a place.
struct Span {
  FileId file = FileId::none;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  /// True when the span belongs to a file.
  [[nodiscard]] constexpr bool valid() const { return file != FileId::none; }
  [[nodiscard]] constexpr std::uint32_t length() const { return end - begin; }
  /// True when `inner` lies within this span of the same file.
  [[nodiscard]] constexpr bool contains(const Span& inner) const {
    return file == inner.file && begin <= inner.begin && inner.end <= end;
  }
  friend constexpr bool operator==(const Span&, const Span&) = default;
};

/// The smallest span that holds both; `a` where they are of different files.
[[nodiscard]] constexpr Span join(const Span& a, const Span& b) {
  if (a.file != b.file) return a.valid() ? a : b;
  return {a.file, a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

}  // namespace tieline::text
