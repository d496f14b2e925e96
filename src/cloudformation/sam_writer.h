#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "syntax/document/node.h"
#include "text/arena.h"

namespace tieline::cloudformation {

using document::Entry;
using document::Node;
using text::Span;

/// Makes nodes of what the serverless transform writes; their place is that of the resource it is written for.
class Writer {
 public:
  Writer(text::Arena& arena, const Span& at) : arena_(arena), at_(at) {}

  const Node* text(std::string_view text) {
    Node made{};
    made.kind = document::Kind::string;
    made.span = at_;
    made.text = arena_.copy(text);
    return arena_.make<Node>(made);
  }
  const Node* list(const std::vector<const Node*>& items) {
    Node made{};
    made.kind = document::Kind::sequence;
    made.span = at_;
    made.items = arena_.copy(items);
    return arena_.make<Node>(made);
  }
  const Node* mapping(const std::vector<std::pair<std::string_view, const Node*>>& entries) {
    std::vector<Entry> made;
    for (const auto& [key, value] : entries) made.push_back({key, at_, value});
    return mapping(made, at_);
  }
  const Node* mapping(const std::vector<Entry>& entries, const Span& span) {
    Node made{};
    made.kind = document::Kind::mapping;
    made.span = span;
    made.entries = arena_.copy(entries);
    return arena_.make<Node>(made);
  }

 private:
  text::Arena& arena_;
  Span at_;
};

}  // namespace tieline::cloudformation
