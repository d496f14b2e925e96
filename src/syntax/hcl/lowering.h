#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/hcl/ast.h"
#include "syntax/hcl/tree.h"
#include "syntax/syntax_error.h"
#include "text/arena.h"

/// From tree-sitter's tree to the syntax tree of ast.h, in one walk. What the grammar lets through on purpose (a value
/// that is not there, a string that is not closed, a line that ends too early) becomes a message here.
namespace tieline::hcl {

/// A part of a template in the order of the source, before directives are paired.
struct TemplatePiece {
  enum class Kind : std::uint8_t { text, interpolation, if_, else_, endif, for_, endfor } kind;
  Node node;
  std::string_view text;
  const Expr* expression = nullptr;
  std::string_view key;
  std::string_view value;
};

/// Sets a flag for as long as it lives.
class Setting {
 public:
  Setting(bool& flag, bool value) : flag_(flag), before_(flag) { flag_ = value; }
  ~Setting() { flag_ = before_; }
  Setting(const Setting&) = delete;
  Setting& operator=(const Setting&) = delete;

 private:
  bool& flag_;
  bool before_;
};

class Lowering {
 public:
  Lowering(const Source& source, text::Arena& arena, std::vector<syntax::SyntaxError>& errors)
      : source_(source), walk_(source), arena_(arena), errors_(errors) {}

  /// The whole tree as a file.
  const Body* file();
  /// The value of the tree's one attribute, which stands in parentheses of the prefix and the suffix.
  const Expr* wrapped_expression();
  /// The heredoc that is the value of the tree's one attribute, without the line end that the suffix put to it.
  const Expr* wrapped_template();

 private:
  /// What a body holds, while it is read.
  struct Items {
    std::vector<Attribute> attributes;
    std::vector<Block> blocks;
  };
  /// A block whose end was not found yet.
  struct OpenBlock {
    Block block;
    Items items;
    std::uint32_t body_begin;
    std::uint32_t column;
  };

  // body.cpp
  void item(const Node& node, Items& items);
  void attribute(const Node& node, Items& items);
  void attribute_name(const Node& node, Attribute& attribute);
  void block(const Node& node, Items& items);
  void header(const Node& node, Block& block);
  void label(const Node& node, std::vector<Label>& labels);
  void unfinished_item(const Node& node);
  void salvage_children(std::vector<OpenBlock>& open, Items& items);
  bool salvage_attribute(Items& items, Node& at);
  void close_last(std::vector<OpenBlock>& open, Items& items, std::uint32_t end);
  void lift_outdented(Items& inner, Items& outer, std::uint32_t column);
  void doubt_last_value(Items& items, std::uint32_t last_end, const Node& error);
  void check_line_break(std::uint32_t before, const Node& after);
  void check_closing_line(const Block& block, bool one_line, std::uint32_t last_end, const Node& brace);
  void report_duplicates(const Items& items);
  const Body* make_body(const Items& items, std::uint32_t begin, std::uint32_t end);
  [[nodiscard]] std::uint32_t column_of_line(std::uint32_t begin) const;
  [[nodiscard]] bool last_in_file(const Span& span) const;
  [[nodiscard]] bool line_ends(std::uint32_t begin) const;
  void note_indentation(const Node& opening, std::uint32_t closing);

  // expression.cpp
  const Expr* expression_of(const Node& node);
  const Expr* whole_expression(const Node& node);
  const Expr* broken(const Node& node);
  const Expr* literal(const Node& node);
  const Expr* variable(const Node& node);
  const Expr* reference(const Node& node);
  const Expr* postfix(const Node& node);
  const Expr* postfix_step(const Expr* object, const Node& step, std::vector<SplatExpr*>& splats);
  void check_brackets(const Node& splat);
  std::string_view scoped_name(const Node& node);
  const Expr* call(const Node& node);
  const Expr* parentheses(const Node& node);
  const Expr* tuple(const Node& node);
  const Expr* object(const Node& node);
  void element(std::vector<ObjectItem>& items);
  const Expr* for_expression(const Node& node);
  const Expr* unary(const Node& node);
  const Expr* binary(const Node& node);
  const Expr* conditional(const Node& node);
  const Expr* operand(const Node& sign);
  void check_number(const Node& before, const Node& index);
  void check_same_line(std::uint32_t before, const Node& after);
  void check_operand_line(const Node& sign, const Node& operand);

  // parser.cpp
  bool find_wrapped_value(Kind kind, std::uint32_t end, Node& node);

  // template.cpp
  const Expr* string(const Node& node);
  const Expr* quoted_template(const Node& node);
  const Expr* heredoc(const Node& node, TemplateForm form);
  std::string_view decoded(std::uint32_t begin, std::uint32_t end, bool backslashes);
  void check_delimiter(const Node& node);
  void sequence(const Node& node, std::uint32_t begin, std::vector<TemplatePiece>& pieces);
  void report_empty_sequence(std::uint32_t begin, std::uint32_t end);
  void split_lines(const Node& node, std::vector<TemplatePiece>& pieces);
  void remove_indentation(std::vector<TemplatePiece>& pieces);
  void meld(std::vector<TemplatePiece>& pieces);
  std::span<const TemplatePart> pair_directives(const std::vector<TemplatePiece>& pieces);
  const Expr* make_template(const Node& node, TemplateForm form, std::vector<TemplatePiece>& pieces);

  // errors.cpp
  void report(std::uint32_t begin, std::uint32_t end, std::string message, std::string help = {});
  void report_related(std::uint32_t begin, std::uint32_t end, std::string message, const Node& related,
                      std::string related_message);
  void report_limit(const Node& node);
  void report_unreadable();
  void report_error_node(const Node& node);
  void report_missing(const Node& node, const Node& opening);
  bool report_conflict_marker(std::uint32_t begin);
  void report_untold();
  void report_unclosed_heredoc(const Node& node, const Node& delimiter);
  void report_unknown_directive(const Node& node);
  void report_unclosed_string(const Node& node);
  void report_foreign_string(const Node& node);
  [[nodiscard]] bool reported_on_line(std::uint32_t begin) const;

  // walking: comments are passed over, and so are ERROR nodes, of which a message is made
  bool first(Node& node);
  bool next(Node& node);
  bool first_or_error(Node& node);  // leaves ERROR nodes to the caller
  bool next_or_error(Node& node);
  bool settle(Node& node, bool found, bool stop_at_errors);

  [[nodiscard]] std::string_view text(const Node& node) const { return source_.text(node.begin, node.end); }
  [[nodiscard]] Span span(const Node& node) const { return source_.span(node.begin, node.end); }
  [[nodiscard]] bool has_newline(std::uint32_t begin, std::uint32_t end) const;

  const Source& source_;
  Walk walk_;
  text::Arena& arena_;
  std::vector<syntax::SyntaxError>& errors_;
  std::size_t depth_ = 0;      ///< brackets, blocks and templates around
  std::size_t recursion_ = 0;  ///< expressions around, bracketed or not
  std::size_t faults_ = 0;     ///< places in the expression at hand, not in those inside it, that do not parse
  bool lines_matter_ = false;  ///< a line end ends the expression
  bool listing_ = false;       ///< between the brackets of a tuple or call, where commas part
  bool limit_reported_ = false;
  bool line_reported_ = false;  ///< of the attribute at hand
  bool swallowed_ = false;      ///< an unclosed heredoc took the rest of the block at hand
  Node suspect_;  ///< an opening whose end stands further to the left than its own line, in the block at hand
};

}  // namespace tieline::hcl
