#pragma once

#include <string_view>
#include <vector>

#include "syntax/hcl/ast.h"
#include "syntax/syntax_error.h"
#include "text/arena.h"

namespace tieline::hcl {

/// What a file says, as far as it parses: blocks around a broken place are there.
struct ParsedBody {
  const Body* body;  ///< never null
  std::vector<syntax::SyntaxError> errors;
};

struct ParsedExpr {
  const Expr* expression;  ///< never null; a BrokenExpr where nothing could be made of it
  std::vector<syntax::SyntaxError> errors;
};

/// Parses a `.tf` file. `bytes` must outlive the arena's trees. Never throws.
[[nodiscard]] ParsedBody parse_body(text::FileId file, std::string_view bytes, text::Arena& arena);

/// Parses one expression, which stands at byte `offset` of `file` (0 and FileId::none for the command line).
[[nodiscard]] ParsedExpr parse_expression(text::FileId file, std::uint32_t offset, std::string_view bytes,
                                          text::Arena& arena);

/// Parses the inside of a template without quotes around it: a string of `.tf.json`, the argument of `templatestring`,
/// the file of `templatefile`. Backslashes mean themselves here. `mapped` is false where the bytes are decoded text
/// whose offsets are not the file's: then every span in it is `whole`.
[[nodiscard]] ParsedExpr parse_template(text::Span whole, bool mapped, std::string_view bytes, text::Arena& arena);

}  // namespace tieline::hcl
