#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "syntax/document/node.h"
#include "syntax/document/parser.h"
#include "text/arena.h"

namespace tieline::document::testing {

/// A text, parsed, with ways to look at the result. The text must live as long.
struct Parsed {
  using Parser = ParsedDocuments (*)(text::FileId, std::string_view, text::Arena&);

  explicit Parsed(std::string_view source, Parser parser = parse_yaml)
      : bytes(source), documents(parser(text::FileId{7}, bytes, arena)) {}

  /// What stands at a place.
  [[nodiscard]] std::string text(const Span& span) const {
    if (span.file != text::FileId{7}) return "(no file)";
    if (span.begin > span.end || span.end > bytes.size()) return "(outside)";
    return std::string(bytes.substr(span.begin, span.length()));
  }
  /// The first root.
  [[nodiscard]] const Node& root() const { return *documents.roots.at(0); }
  /// By keys of mappings, from the first root.
  template <typename... Keys>
  [[nodiscard]] const Node& at(Keys... keys) const {
    const Node* node = &root();
    ((node = node == nullptr ? nullptr : node->find(keys)), ...);
    if (node == nullptr) throw std::out_of_range("no such key");
    return *node;
  }
  /// All errors, each as `line:column message`.
  [[nodiscard]] std::string errors() const {
    std::string result;
    for (const syntax::SyntaxError& error : documents.errors) {
      std::size_t line = 1;
      std::size_t column = 1;
      for (const char byte : bytes.substr(0, error.span.begin)) {
        ++column;
        if (byte == '\n') {
          ++line;
          column = 1;
        }
      }
      if (!result.empty()) result += "\n";
      result += std::to_string(line) + ":" + std::to_string(column) + " " + error.message;
    }
    return result;
  }

  std::string bytes;
  text::Arena arena;
  ParsedDocuments documents;
};

/// The tree as JSON-like text: `null`, `true`, numbers bare, strings quoted; no places.
inline std::string shape(const Node& node) {
  switch (node.kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return node.boolean ? "true" : "false";
    case Kind::number:
      return std::string(node.text);
    case Kind::string:
      return "'" + std::string(node.text) + "'";
    case Kind::sequence: {
      std::string result = "[";
      for (const Node* item : node.items) result += (result.size() > 1 ? ", " : "") + shape(*item);
      return result + "]";
    }
    case Kind::mapping: {
      std::string result = "{";
      for (const Entry& entry : node.entries) {
        result += (result.size() > 1 ? ", " : "") + std::string(entry.key) + ": " + shape(*entry.value);
      }
      return result + "}";
    }
  }
  return "?";
}

/// Checks what must hold for every tree: places lie in the file and children within their parents.
inline std::string find_fault(const Parsed& parsed, const Node& node, std::size_t depth = 0) {
  if (depth > 1000) return "too deep";
  if (node.span.begin > node.span.end || node.span.end > parsed.bytes.size()) return "span outside the file";
  const bool alias = parsed.text(node.span).starts_with('*');
  const auto inside = [&](const Span& span) { return alias || node.span.contains(span); };
  for (const Node* item : node.items) {
    if (!inside(item->span)) return "item `" + parsed.text(item->span) + "` outside `" + parsed.text(node.span) + "`";
    if (std::string fault = find_fault(parsed, *item, depth + 1); !fault.empty()) return fault;
  }
  for (const Entry& entry : node.entries) {
    if (!inside(entry.key_span)) return "key `" + parsed.text(entry.key_span) + "` outside";
    if (!inside(entry.value->span)) {
      return "value `" + parsed.text(entry.value->span) + "` outside `" + parsed.text(node.span) + "`";
    }
    if (std::string fault = find_fault(parsed, *entry.value, depth + 1); !fault.empty()) return fault;
  }
  return {};
}

}  // namespace tieline::document::testing
