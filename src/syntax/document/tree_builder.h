#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/document/node.h"
#include "syntax/document/parser.h"
#include "text/arena.h"

namespace tieline::document {

/// Where the parsed bytes lie, so that offsets into them become places in a file.
struct Places {
  text::Span base;
  bool mapped = true;  ///< false: everything is at `base` as a whole

  [[nodiscard]] text::Span span(std::size_t begin, std::size_t end) const {
    if (!mapped) return base;
    return {base.file, base.begin + static_cast<std::uint32_t>(begin), base.begin + static_cast<std::uint32_t>(end)};
  }
};

/// Puts nodes together from what a parser says in the order of the text. Nodes and their children go to the arena; what
/// is unfinished waits in vectors that all levels share.
class TreeBuilder {
 public:
  /// A YAML tag that stands for a mapping of one key.
  struct ShortForm {
    std::string_view key;  ///< long form; empty when there is none
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  /// A collection whose end is not yet known.
  struct Level {
    Kind kind;
    bool bracketed;       ///< written with `[` or `{`
    bool has_key;         ///< a mapping that has read a key and waits for its value
    std::size_t begin;    ///< of the node, with its tag
    std::size_t content;  ///< of the collection itself
    std::size_t column;   ///< bytes between the line's start and `content`; 0 in brackets
    ShortForm short_form;
    std::size_t anchor;       ///< YAML: number of its anchor, 0 for none
    std::size_t first_child;  ///< in items_ or entries_
    std::string_view key;
    Span key_span;
    std::size_t nodes;   ///< in this tree, with everything that aliases stand for
    std::size_t height;  ///< of the tallest child
  };

  TreeBuilder(text::Arena& arena, std::string_view bytes, Places places, ParsedDocuments& out)
      : arena_(arena), bytes_(bytes), places_(places), out_(out) {}

  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const { return places_.span(begin, end); }
  [[nodiscard]] text::Arena& arena() { return arena_; }

  /// Begins a collection. False, with the error reported, when it lies too deep.
  [[nodiscard]] bool open(const Level& level);
  /// Ends the innermost collection and hands it to the one around it. The result is it with its short form.
  const Node* close(std::size_t end);
  /// Ends everything that is open; for a text that breaks off.
  void close_all(std::size_t end);

  [[nodiscard]] bool is_open() const { return !levels_.empty(); }
  [[nodiscard]] const Level& innermost() const { return levels_.back(); }
  [[nodiscard]] const std::vector<Level>& levels() const { return levels_; }
  /// True inside `[ ]` or `{ }`.
  [[nodiscard]] bool in_brackets() const { return bracketed_ > 0; }
  [[nodiscard]] bool expects_key() const {
    return is_open() && levels_.back().kind == Kind::mapping && !levels_.back().has_key;
  }
  /// How deep the next node lies; the root lies at 0.
  [[nodiscard]] std::size_t depth() const { return depth_; }

  void key(std::string_view text, Span span);
  /// Hands a finished node to the innermost collection. `nodes` and `height` are those of its tree.
  void add(const Node* node, std::size_t nodes = 1, std::size_t height = 1);
  /// Takes the last entry or item of the innermost collection back, and a key behind it; the entry's own key stays and
  /// waits for a value.
  void take_back();
  /// A node around this one when it has a short form.
  [[nodiscard]] const Node* wrap(const Node* node, const ShortForm& short_form, Span whole);

  /// True once the root of the current document is closed.
  [[nodiscard]] bool has_root() const { return root_ != nullptr; }
  /// Hands that root over; null where there is none.
  [[nodiscard]] const Node* take_root();
  /// Size and height of the tree that `close` just finished.
  [[nodiscard]] std::size_t closed_nodes() const { return closed_nodes_; }
  [[nodiscard]] std::size_t closed_height() const { return closed_height_; }

  void report(syntax::SyntaxError error) { out_.errors.push_back(std::move(error)); }

 private:
  [[nodiscard]] std::span<const Entry> take_entries(std::size_t first);

  text::Arena& arena_;
  std::string_view bytes_;
  Places places_;
  ParsedDocuments& out_;
  std::vector<Level> levels_;
  std::vector<const Node*> items_;
  std::vector<Entry> entries_;
  const Node* root_ = nullptr;
  std::size_t bracketed_ = 0;
  std::size_t depth_ = 0;
  std::size_t closed_nodes_ = 0;
  std::size_t closed_height_ = 0;
};

/// Text in a message: in backticks, on one line, and not longer than a line takes.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace tieline::document
