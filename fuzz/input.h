#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/span.h"

namespace tieline::fuzz {

/// The bytes of the fuzzer as text.
[[nodiscard]] std::string_view text_of(const std::uint8_t* data, std::size_t size);

/// Ends the program, which the fuzzer takes for a find, unless the condition holds.
void require(bool holds, const char* what);

/// Requires that a span lies within a file of `size` bytes.
void require_inside(const text::Span& span, std::size_t size);

}  // namespace tieline::fuzz
