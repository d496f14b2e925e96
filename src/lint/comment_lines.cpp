#include "lint/comment_lines.h"

#include <algorithm>

namespace tieline::lint {

std::uint32_t CommentLines::subject(const text::Span& comment) const {
  const std::uint32_t first = file_.position(comment.begin).line;
  const std::uint32_t last = file_.position(comment.end).line;
  if (content(first) == Content::code) return first;
  std::uint32_t line = last;
  while (content(line) == Content::comment && line < file_.line_count()) ++line;
  return line;
}

CommentLines::Content CommentLines::content(std::uint32_t line) const {
  const std::string_view bytes = file_.bytes();
  std::uint32_t at = file_.line_start(line);
  const std::uint32_t end = file_.line_start(line + 1);
  auto next = std::upper_bound(comments_.begin(), comments_.end(), at,
                               [](std::uint32_t offset, const text::Span& span) { return offset < span.end; });
  Content content = Content::nothing;
  while (at < end) {
    if (next != comments_.end() && next->begin <= at) {
      content = Content::comment;
      at = next->end;
      ++next;
      continue;
    }
    if (std::string_view(" \t\r\n").find(bytes[at]) == std::string_view::npos) return Content::code;
    ++at;
  }
  return content;
}

}  // namespace tieline::lint
