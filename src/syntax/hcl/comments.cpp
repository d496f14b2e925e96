#include "syntax/hcl/comments.h"

#include "syntax/hcl/tree.h"
#include "text/limits.h"

namespace tieline::hcl {

std::vector<text::Span> comments(text::FileId file, std::string_view bytes) {
  std::vector<text::Span> found;
  if (bytes.size() > limits::file_bytes) return found;
  const Source source{{}, bytes, {}, {file, 0, static_cast<std::uint32_t>(bytes.size())}, true};
  Walk walk(source);
  if (!walk.valid()) return found;
  while (true) {
    const Node node = walk.node();
    if (node.kind == Kind::comment || node.kind == Kind::unclosed_comment) {
      found.push_back(source.span(node.begin, node.end));
    }
    if (walk.first_child()) continue;
    while (!walk.next_sibling()) {
      if (!walk.parent()) return found;
    }
  }
}

}  // namespace tieline::hcl
