#pragma once

#include <span>
#include <string>
#include <string_view>

#include "text/span.h"

namespace tieline::text {

/// A replacement of bytes. Edits of one fix do not overlap.
struct Edit {
  Span span;
  std::string replacement;
  friend bool operator==(const Edit&, const Edit&) = default;
};

/// The text with the edits, which are of one file, sorted by place, and do not overlap.
[[nodiscard]] std::string apply(std::string_view text, std::span<const Edit> edits);

}  // namespace tieline::text
