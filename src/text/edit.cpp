#include "text/edit.h"

#include <cassert>

namespace tieline::text {

std::string apply(std::string_view text, std::span<const Edit> edits) {
  std::string result;
  result.reserve(text.size());
  std::size_t done = 0;
  for (const Edit& edit : edits) {
    assert(done <= edit.span.begin && edit.span.begin <= edit.span.end && edit.span.end <= text.size());
    result += text.substr(done, edit.span.begin - done);
    result += edit.replacement;
    done = edit.span.end;
  }
  result += text.substr(done);
  return result;
}

}  // namespace tieline::text
