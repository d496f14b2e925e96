#include "syntax/hcl/parser.h"

#include <algorithm>
#include <utility>

#include "syntax/hcl/literal.h"
#include "syntax/hcl/lowering.h"
#include "text/limits.h"

namespace tieline::hcl {
namespace {

using Errors = std::vector<syntax::SyntaxError>;

text::Span whole_span(text::FileId file, std::uint32_t offset, std::string_view bytes) {
  return {file, offset, offset + static_cast<std::uint32_t>(bytes.size())};
}

/// Too large, or no UTF-8: says so. False where the bytes are not to be parsed at all.
bool check_bytes(const Source& source, Errors& errors) {
  if (source.bytes.size() > limits::file_bytes) {
    syntax::SyntaxError error;
    error.kind = syntax::SyntaxError::Kind::limit;
    error.span = {source.whole.file, source.whole.begin, source.whole.begin};
    error.message = "larger than " + std::to_string(limits::file_bytes >> 20) + " MiB; not read";
    errors.push_back(std::move(error));
    return false;
  }
  const std::size_t bad = find_invalid_utf8(source.bytes);
  if (bad != std::string_view::npos) {
    const auto begin = static_cast<std::uint32_t>(source.prefix.size() + bad);
    syntax::SyntaxError error;
    error.span = source.span(begin, begin + 1);
    error.message = "invalid UTF-8";
    error.help = "save the file as UTF-8";
    errors.push_back(std::move(error));
  }
  return true;
}

void sort_by_place(Errors& errors) {
  std::ranges::stable_sort(errors, {}, [](const syntax::SyntaxError& error) { return error.span.begin; });
}

const Expr* broken_at(text::Span span, text::Arena& arena) {
  return arena.make<BrokenExpr>(Expr{ExprKind::broken, span});
}

/// A delimiter that the template does not hold: one more `E` than it has anywhere in a row.
std::string unused_delimiter(std::string_view bytes) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : bytes) {
    run = c == 'E' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return std::string(longest + 1, 'E');
}

}  // namespace

ParsedBody parse_body(text::FileId file, std::string_view bytes, text::Arena& arena) {
  ParsedBody result{};
  const Source source{{}, bytes, {}, whole_span(file, 0, bytes), true};
  if (!check_bytes(source, result.errors)) {
    result.body = arena.make<Body>();
    return result;
  }
  result.body = Lowering(source, arena, result.errors).file();
  sort_by_place(result.errors);
  return result;
}

ParsedExpr parse_expression(text::FileId file, std::uint32_t offset, std::string_view bytes, text::Arena& arena) {
  ParsedExpr result{};
  const Source source{"_ = (", bytes, "\n)", whole_span(file, offset, bytes), true};
  if (!check_bytes(source, result.errors)) {
    result.expression = broken_at(source.whole, arena);
    return result;
  }
  result.expression = Lowering(source, arena, result.errors).wrapped_expression();
  sort_by_place(result.errors);
  return result;
}

ParsedExpr parse_template(text::Span whole, bool mapped, std::string_view bytes, text::Arena& arena) {
  ParsedExpr result{};
  const std::string delimiter = unused_delimiter(bytes);
  const std::string prefix = "_ = <<" + delimiter + "\n";
  const std::string suffix = "\n" + delimiter + "\n";
  const Source source{prefix, bytes, suffix, whole, mapped};
  if (!check_bytes(source, result.errors)) {
    result.expression = broken_at(whole, arena);
    return result;
  }
  result.expression = Lowering(source, arena, result.errors).wrapped_template();
  sort_by_place(result.errors);
  return result;
}

/// Goes to the value that the prefix and the suffix enclose, which ends at `end`. False where the bytes between them
/// broke out: `a) + (b`.
bool Lowering::find_wrapped_value(Kind kind, std::uint32_t end, Node& node) {
  if (!walk_.valid()) {
    report_unreadable();
    return false;
  }
  if (walk_.node().kind == Kind::error) {
    report_error_node(walk_.node());
    return false;
  }
  for (bool more = first(node); more; more = next(node)) {
    if (node.kind != Kind::attribute) return false;
    if (first(node) && next(node) && node.kind == kind && node.end == end) return true;
    walk_.parent();
  }
  return false;
}

const Expr* Lowering::wrapped_expression() {
  const auto end = static_cast<std::uint32_t>(source_.prefix.size() + source_.bytes.size() + source_.suffix.size());
  Node node;
  if (find_wrapped_value(Kind::parentheses, end, node)) {
    const auto* enclosed = expression_of(node);
    if (enclosed->kind == ExprKind::parentheses) return as<ParenthesesExpr>(*enclosed).inner;
  }
  if (errors_.empty()) report(0, end, "this is not an expression");
  return broken_at(source_.whole, arena_);
}

const Expr* Lowering::wrapped_template() {
  const auto end = static_cast<std::uint32_t>(source_.prefix.size() + source_.bytes.size() + source_.suffix.size() - 1);
  Node node;
  if (find_wrapped_value(Kind::heredoc, end, node)) {
    const Expr* made = heredoc(node, TemplateForm::bare);
    return faults_ == 0 ? made : broken(node);
  }
  if (errors_.empty()) report(0, end, "this is not a template");
  return broken_at(source_.whole, arena_);
}

}  // namespace tieline::hcl
