#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "text/span.h"

/// The syntax tree of HCL's native syntax. All nodes live in the arena given to the parser; strings are views into the
/// source or the arena. Every span covers the node's own text.
namespace tieline::hcl {

using text::Span;

enum class ExprKind : std::uint8_t {
  literal,      ///< null, true, false, a number
  template_,    ///< a quoted string or heredoc
  variable,     ///< the first name of a traversal: `var`, `aws_subnet`, `each`
  attribute,    ///< `object.name`, and the legacy `object.0`
  index,        ///< `object[key]`
  splat,        ///< `object[*]...` and `object.*...`
  call,         ///< `name(arguments)`
  unary,        ///< `!a`, `-a`
  binary,       ///< `a + b`
  conditional,  ///< `a ? b : c`
  for_,         ///< `[for ...]`, `{for ...}`
  tuple,        ///< `[a, b]`
  object,       ///< `{a = b}`
  parentheses,  ///< `(a)`; kept since an object key in parentheses is an expression
  broken,       ///< what did not parse; a syntax error tells of it
};

struct Expr {
  ExprKind kind;
  Span span;
};

enum class LiteralKind : std::uint8_t { null, boolean, number };

struct LiteralExpr : Expr {
  LiteralKind literal;
  bool boolean;             ///< for boolean
  std::string_view number;  ///< for number: its text
};

enum class TemplatePartKind : std::uint8_t { text, interpolation, if_, for_ };

/// A part of a template. Strip marks, escapes and the indentation of `<<-` are already applied to the text.
struct TemplatePart {
  TemplatePartKind kind;
  Span span;                                ///< of the raw text
  std::string_view text;                    ///< for text: decoded
  const Expr* expression;                   ///< interpolation: the value; if: the test; for: the collection
  std::string_view key;                     ///< for: the key's name, or empty
  std::string_view value;                   ///< for: the value's name
  std::span<const TemplatePart> body;       ///< if: what holds then; for: repeated
  std::span<const TemplatePart> otherwise;  ///< if: what holds else
};

enum class TemplateForm : std::uint8_t { quoted, heredoc, indented_heredoc, bare };

/// A template without parts is the empty string. `"${a}"` alone (one interpolation, nothing else, and quoted or bare)
/// is worth what `a` is, unconverted.
struct TemplateExpr : Expr {
  TemplateForm form;
  std::span<const TemplatePart> parts;

  /// True when no part has to be evaluated.
  [[nodiscard]] bool constant() const {
    return parts.empty() || (parts.size() == 1 && parts.front().kind == TemplatePartKind::text);
  }
  /// The text of a constant template.
  [[nodiscard]] std::string_view constant_text() const {
    return parts.empty() ? std::string_view{} : parts.front().text;
  }
};

struct VariableExpr : Expr {
  std::string_view name;
};

struct AttributeExpr : Expr {
  const Expr* object;
  std::string_view name;  ///< digits for the legacy index `.0`
  Span name_span;
  bool legacy_index;
};

struct IndexExpr : Expr {
  const Expr* object;
  const Expr* key;
};

/// `object[*].a[0]`: `each` holds what follows the star, with a VariableExpr of the empty name standing for the
/// element. The attribute-only splat `object.*.a` takes in attributes alone; an index after it applies to the result.
struct SplatExpr : Expr {
  const Expr* object;
  const Expr* each;
  bool full;
};

struct CallExpr : Expr {
  std::string_view name;  ///< with its namespaces: `provider::aws::arn_parse`
  Span name_span;
  std::span<const Expr* const> arguments;
  bool expand_last;  ///< the last argument is followed by `...`
};

enum class UnaryOperator : std::uint8_t { not_, negate };
enum class BinaryOperator : std::uint8_t {
  or_,
  and_,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  add,
  subtract,
  multiply,
  divide,
  modulo,
};

struct UnaryExpr : Expr {
  UnaryOperator op;
  const Expr* operand;
};

struct BinaryExpr : Expr {
  BinaryOperator op;
  const Expr* left;
  const Expr* right;
};

struct ConditionalExpr : Expr {
  const Expr* test;
  const Expr* then;
  const Expr* otherwise;
};

struct ForExpr : Expr {
  std::string_view key_name;  ///< empty where only a value is named
  std::string_view value_name;
  const Expr* collection;
  const Expr* key;  ///< the object form's key; null for the tuple form
  const Expr* value;
  const Expr* condition;  ///< null without `if`
  bool grouped;           ///< `...` after the value
};

struct TupleExpr : Expr {
  std::span<const Expr* const> items;
};

/// `key` is a VariableExpr for a bare name, which then is the name itself and no reference.
struct ObjectItem {
  const Expr* key;
  const Expr* value;
};

struct ObjectExpr : Expr {
  std::span<const ObjectItem> items;
};

struct ParenthesesExpr : Expr {
  const Expr* inner;
};

struct BrokenExpr : Expr {};

struct Attribute {
  std::string_view name;
  Span name_span;
  const Expr* value;
  Span span;
};

struct Label {
  std::string_view text;  ///< decoded
  Span span;              ///< with the quotes
};

struct Body;

struct Block {
  std::string_view type;
  Span type_span;
  std::span<const Label> labels;
  const Body* body;
  Span span;    ///< from the type to the closing brace
  Span header;  ///< the type and the labels, without the brace
};

/// Attributes and blocks, each in the order of the source; duplicates are kept.
struct Body {
  std::span<const Attribute> attributes;
  std::span<const Block> blocks;
  Span span;

  /// The first attribute of that name, or null.
  [[nodiscard]] const Attribute* find(std::string_view name) const {
    for (const Attribute& attribute : attributes) {
      if (attribute.name == name) return &attribute;
    }
    return nullptr;
  }
};

/// The node as the struct its kind stands for.
template <typename T>
[[nodiscard]] const T& as(const Expr& expr) {
  return static_cast<const T&>(expr);
}

}  // namespace tieline::hcl
