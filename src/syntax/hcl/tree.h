#pragma once

#include <tree_sitter/api.h>

#include <cstdint>
#include <string_view>

#include "syntax/hcl/tree_memory.h"
#include "text/span.h"

/// What tree-sitter makes of a file, made handy for lowering. grammars/hcl/README.md describes every kind of node.
namespace tieline::hcl {

enum class Kind : std::uint8_t {
  other,  ///< punctuation that no one asks for
  error,
  // body
  config_file,
  attribute,
  block,
  unfinished_item,
  missing_value,
  key,
  colon_key,
  block_header,
  unclosed_header,
  // expressions
  null,
  true_,
  false_,
  number,
  string,
  unclosed_string,
  foreign_string,
  template_,
  heredoc,
  identifier,
  reference,
  attribute_access,
  index_access,
  splat,
  call,
  parentheses,
  tuple,
  object,
  for_tuple,
  for_object,
  unary,
  binary,
  conditional,
  dot_name,
  dot_index,
  dot_star,
  full_splat,
  call_name,
  scoped_name,
  expand,
  element,
  // templates
  head_interpolation,
  head_directive,
  middle_interpolation,
  middle_directive,
  template_tail,
  unclosed_tail,
  if_directive,
  else_directive,
  endif_directive,
  for_directive,
  endfor_directive,
  unknown_directive,
  heredoc_delimiter,
  heredoc_text,
  heredoc_interpolation,
  heredoc_directive,
  heredoc_end,
  unclosed_heredoc,
  close,
  comment,
  unclosed_comment,
  // punctuation
  newline,
  comma,
  dot,
  equals,
  colon,
  arrow,
  open_brace,
  close_brace,
  open_parenthesis,
  close_parenthesis,
  open_bracket,
  close_bracket,
  heredoc_open,
  indented_heredoc_open,
  in_word,
  or_,
  and_,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  plus,
  minus,
  star,
  slash,
  percent,
  bang,
  question,
};

/// True of every node that stands for a value.
[[nodiscard]] constexpr bool is_expression(Kind kind) { return kind >= Kind::null && kind <= Kind::conditional; }
[[nodiscard]] constexpr bool is_operator(Kind kind) { return kind >= Kind::or_ && kind <= Kind::question; }

struct Node {
  Kind kind = Kind::other;
  bool missing = false;  ///< put in by the parser, where the text has nothing
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// The bytes that were parsed: those of the file, between a prefix and a suffix that make a whole file of an
/// expression or a template. Nodes count from the start of the prefix.
struct Source {
  std::string_view prefix;
  std::string_view bytes;
  std::string_view suffix;
  text::Span whole;    ///< where `bytes` stand
  bool mapped = true;  ///< offsets in `bytes` are offsets from `whole.begin`

  /// What stands from `begin` to `end`, as far as it is of `bytes`.
  [[nodiscard]] std::string_view text(std::uint32_t begin, std::uint32_t end) const;
  [[nodiscard]] text::Span span(std::uint32_t begin, std::uint32_t end) const;
};

/// A tree and a walk through it.
class Walk {
 public:
  explicit Walk(const Source& source);
  ~Walk();
  Walk(const Walk&) = delete;
  Walk& operator=(const Walk&) = delete;

  /// False where the text holds too much, or is wrong in too many places, to be read; then there is nothing to walk.
  [[nodiscard]] bool valid() const { return tree_ != nullptr; }
  /// Not valid since the tree would take more than limits::syntax_tree_bytes.
  [[nodiscard]] bool too_large() const { return memory_.full(); }
  /// How far the parser has read.
  [[nodiscard]] std::uint32_t reached() const { return reading_.reached; }
  /// False when the tree holds no ERROR node and nothing missing.
  [[nodiscard]] bool broken() const { return broken_; }
  [[nodiscard]] Node node() const;
  bool first_child() { return ts_tree_cursor_goto_first_child(&cursor_); }
  bool next_sibling() { return ts_tree_cursor_goto_next_sibling(&cursor_); }
  bool parent() { return ts_tree_cursor_goto_parent(&cursor_); }

 private:
  struct Reading {
    const Source& source;
    std::uint32_t reached;
  };
  static const char* read_piece(void* reading, std::uint32_t offset, TSPoint, std::uint32_t* length);

  TreeMemory memory_;  // first: the rest lies in it
  Reading reading_;
  TSTree* tree_ = nullptr;
  TSTreeCursor cursor_{};
  bool broken_ = true;
};

}  // namespace tieline::hcl
