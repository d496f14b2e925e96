#pragma once

#include <string_view>

#include "input.h"
#include "syntax/document/parser.h"

namespace tieline::fuzz {

/// Requires that every place of a parsed text lies within it.
inline void require_places(const document::ParsedDocuments& parsed, std::string_view bytes) {
  for (const syntax::SyntaxError& error : parsed.errors) require_inside(error.span, bytes.size());
  // Aliases share nodes: the same number of visits is enough for any text that no alias blows up.
  std::size_t left = 200'000;
  std::vector<const document::Node*> open(parsed.roots.begin(), parsed.roots.end());
  while (!open.empty() && left-- > 0) {
    const document::Node& node = *open.back();
    open.pop_back();
    require_inside(node.span, bytes.size());
    for (const document::Node* item : node.items) open.push_back(item);
    for (const document::Entry& entry : node.entries) {
      require_inside(entry.key_span, bytes.size());
      open.push_back(entry.value);
    }
  }
}

}  // namespace tieline::fuzz
