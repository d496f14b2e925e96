#include "input.h"

#include <cstdio>
#include <cstdlib>

namespace tieline::fuzz {

std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "not true: %s\n", what);
  std::abort();
}

void require_inside(const text::Span& span, std::size_t size) {
  if (!span.valid()) return;
  require(span.begin <= span.end, "a span's end is not before its begin");
  require(span.end <= size, "a span lies within its file");
}

}  // namespace tieline::fuzz
