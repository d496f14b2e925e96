#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace tieline::aws::iam {

/// Bytes of a text that stand for something that is not known.
struct StandIn {
  std::size_t begin;
  std::size_t end;
};

/// Where the bytes of a string are written. The string is followed through the source that made it, past quotes,
/// indentation, escapes and interpolations; where that fails, everything is at the whole.
class TextPlaces {
 public:
  /// `source` is what is written at `whole`. The stand-ins are in the order of the text.
  TextPlaces(text::Span whole, std::string_view source, std::string_view text, std::span<const StandIn> stand_ins);

  /// The place of the bytes [begin, end) of the text.
  [[nodiscard]] text::Span span(std::uint32_t begin, std::uint32_t end) const;

 private:
  text::Span whole_;
  std::vector<std::uint32_t> offsets_;  ///< in the source, by byte of the text; empty where it could not be followed
};

}  // namespace tieline::aws::iam
