// HCL: any bytes give a tree and errors whose places lie within the file.

#include "input.h"
#include "syntax/hcl/parser.h"

using namespace tieline;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzz::text_of(data, size);
  const text::FileId file{0};
  text::Arena arena;
  const hcl::ParsedBody parsed = hcl::parse_body(file, bytes, arena);
  fuzz::require(parsed.body != nullptr, "there is always a body");
  for (const syntax::SyntaxError& error : parsed.errors) fuzz::require_inside(error.span, size);
  const hcl::ParsedExpr expression = hcl::parse_expression(file, 0, bytes, arena);
  fuzz::require(expression.expression != nullptr, "there is always an expression");
  const hcl::ParsedExpr in_template =
      hcl::parse_template({file, 0, static_cast<std::uint32_t>(size)}, true, bytes, arena);
  for (const syntax::SyntaxError& error : in_template.errors) fuzz::require_inside(error.span, size);
  return 0;
}
