// Function calls; `try`, `can`, `templatefile` and `templatestring`, which evaluate expressions themselves.

#include <string>
#include <utility>

#include "syntax/hcl/parser.h"
#include "terraform/convert.h"
#include "terraform/expressions.h"
#include "terraform/functions/functions.h"
#include "terraform/unicode.h"
#include "text/limits.h"

namespace tieline::terraform {
namespace {

using value::Branch;
using value::Kind;
using value::MappingEntry;

/// How many parts of a value a function walks over in the time of one step.
constexpr std::uint64_t nodes_in_a_step = 8;

/// Templates may render templates; Terraform allows none inside itself, and neither do we allow many.
constexpr std::size_t template_nesting = 16;

}  // namespace

Value Expressions::call(const hcl::CallExpr& expr) {
  const std::string_view name = plain_function_name(expr.name);
  if (name == "try") return call_try(expr);
  if (name == "can") return call_can(expr);
  if (name == "templatefile") return call_template(expr, true);
  if (name == "templatestring") return call_template(expr, false);
  std::vector<Value> values;
  if (!arguments(expr, values)) return unknown_at(expr.span);
  if (!is_function(expr.name)) return unknown_at(expr.span);  // reported when the module was read
  // A function may walk over all of its arguments.
  std::uint64_t weight = 0;
  for (const Value value : values) weight += value.weight();
  run_.budget.steps(weight / nodes_in_a_step);
  CallContext context = run_.call_context();
  const std::size_t missed = run_.files.missed();
  const std::size_t refused = run_.files.refused();
  CallResult result = terraform::call(context, name, values, expr.span);
  check_budget(expr.span);
  if (run_.files.refused() > refused) say_refused(values.front(), expr.arguments.front()->span);
  if (guard_ != nullptr && !result.error && !result.value.is_wholly_known()) {
    for (const Value value : values) {
      // What is a reference to one thing is there; of everything else a call may still fail.
      if (value.is(Kind::unknown) && value.reference() == nullptr) may_fail();
    }
  }
  if (!result.error) return result.value;
  CallError& error = *result.error;
  const auto argument = static_cast<std::size_t>(error.argument);
  const Span span =
      error.argument >= 0 && argument < expr.arguments.size() ? expr.arguments[argument]->span : expr.span;
  if (error.missing_file && guard_ == nullptr) {
    if (!run_.conditions.satisfiable(path_)) return unknown_at(expr.span);
    run_.faults.report({.kind = graph::FaultKind::unresolved_module,
                        .span = span,
                        .message = std::move(error.message),
                        .help = "what the file says is treated as unknown",
                        .resource = std::string(context_.address)},
                       "Invalid function argument");
    return unknown_at(expr.span);
  }
  return fail(
      span, error.summary.empty() ? "Error in function call" : std::move(error.summary), std::move(error.message),
      std::move(error.help),
      run_.files.missed() > missed ? graph::FaultKind::unresolved_module : graph::FaultKind::invalid_expression);
}

/// A file that may not be read is nobody's error, but it is why something is not known.
void Expressions::say_refused(Value path, Span span) {
  if (!run_.conditions.satisfiable(path_)) return;
  const std::string name = path.is(Kind::string) && !path.is_sensitive() ? quote(path.string()) : "the file";
  run_.faults.report({.kind = graph::FaultKind::unresolved_module,
                      .span = span,
                      .message = name + " is not read: it lies outside the folder that is checked, or cannot be read",
                      .help = "what it says is treated as unknown; --allow-outside reads it",
                      .resource = std::string(context_.address)});
}

/// False where how many arguments there are is not known, or the last one cannot be expanded.
bool Expressions::arguments(const hcl::CallExpr& expr, std::vector<Value>& out) {
  out.reserve(expr.arguments.size());
  for (const hcl::Expr* argument : expr.arguments) out.push_back(eval(*argument));
  if (!expr.expand_last || out.empty()) return true;
  Value last = out.back();
  out.pop_back();
  const Span span = expr.arguments.back()->span;
  if (last.is_null()) {
    fail(span, "Invalid expanding argument value", "The expanding argument (indicated by ...) must not be null");
    return false;
  }
  if (last.is(Kind::unknown) || last.is(Kind::alternatives)) return false;
  if (!last.is(Kind::sequence)) {
    fail(span, "Invalid expanding argument value",
         "The expanding argument (indicated by ...) must be of a tuple, list, or set type");
    return false;
  }
  for (const Value item : last.items()) {
    if (item.is(Kind::rest) || item.is(Kind::absent)) return false;
    if (item.is(Kind::alternatives) && !presence(run_, item).when.is_always()) return false;
    out.push_back(item);
  }
  return true;
}

Value Expressions::call_try(const hcl::CallExpr& expr) {
  if (expr.arguments.empty()) {
    return fail(expr.span, "Error in function call",
                "Call to function \"try\" failed: at least one argument is required");
  }
  std::vector<Branch> branches;
  Condition left = Condition::always();  // where no argument has succeeded yet
  std::string why;
  for (const hcl::Expr* argument : expr.arguments) {
    const Under under(*this, left);
    Guard guard;
    Guard* outer = std::exchange(guard_, &guard);
    const std::size_t unsettled = std::exchange(unsettled_, 0);
    const Value value = eval(*argument);
    unsettled_ = unsettled;
    guard_ = outer;
    if (guard.uncertain) {
      // Which argument it will be cannot be told.
      may_fail();
      return unknown_at(expr.span);
    }
    for (const EvalError& error : guard.errors) {
      if (why.size() > 4096) break;
      why += "- " + error.summary + " (at " + place(error.span, {}) + ") " + error.message + ". ";
    }
    const Condition succeeds = run_.conditions.conjunction(left, run_.conditions.negation(guard.failed));
    if (run_.conditions.satisfiable(succeeds)) branches.push_back({succeeds, value});
    left = run_.conditions.conjunction(left, guard.failed);
    if (!run_.conditions.satisfiable(run_.conditions.conjunction(left, path_))) break;
  }
  if (branches.empty()) {
    return fail(expr.span, "Error in function call",
                "Call to function \"try\" failed: no expression succeeded: " + why +
                    "At least one expression must produce a successful result");
  }
  if (branches.size() == 1) return branches.front().value;
  return value::alternatives(run_.arena, run_.conditions, branches, expr.span);
}

Value Expressions::call_can(const hcl::CallExpr& expr) {
  if (expr.arguments.size() != 1) {
    return fail(expr.span, "Error in function call", "Function \"can\" expects exactly 1 argument");
  }
  Guard guard;
  Guard* outer = std::exchange(guard_, &guard);
  const std::size_t unsettled = std::exchange(unsettled_, 0);
  const Value value = eval(*expr.arguments.front());
  unsettled_ = unsettled;
  guard_ = outer;
  const value::Refinement unknown_boolean{.type = value::boolean_type(), .not_null = true};
  if (guard.uncertain || (guard.errors.empty() && value.is(Kind::unknown) && value.reference() == nullptr)) {
    return value::unknown(run_.arena, unknown_boolean, expr.span);
  }
  if (guard.failed.is_never()) return value::boolean(run_.arena, true, expr.span);
  if (!run_.conditions.satisfiable(run_.conditions.conjunction(path_, run_.conditions.negation(guard.failed)))) {
    return value::boolean(run_.arena, false, expr.span);
  }
  value::Refinement refinement = unknown_boolean;
  refinement.truth = run_.conditions.negation(guard.failed);
  return value::unknown(run_.arena, refinement, expr.span);
}

Value Expressions::call_template(const hcl::CallExpr& expr, bool from_file) {
  std::vector<Value> values;
  if (!arguments(expr, values)) return unknown_at(expr.span);
  const std::string_view name = from_file ? "templatefile" : "templatestring";
  if (values.size() != 2) {
    return fail(expr.span, values.size() < 2 ? "Not enough function arguments" : "Too many function arguments",
                "Function \"" + std::string(name) + "\" expects 2 argument(s)");
  }
  Value variables = values[1];
  const Span variables_span = expr.arguments.back()->span;
  if (variables.is_null()) {
    return fail(variables_span, "Invalid function argument",
                "Invalid value for \"vars\" parameter: argument must not be null");
  }
  if (variables.is_known() && !variables.is(Kind::mapping)) {
    return fail(variables_span, "Invalid function argument",
                "Invalid value for \"vars\" parameter: invalid vars value: must be a map");
  }
  if (!from_file && expr.arguments.front()->kind == hcl::ExprKind::template_) {
    return fail(expr.arguments.front()->span, "Invalid function argument",
                "Invalid value for \"template\" parameter: invalid template expression: templatestring is only for "
                "rendering templates retrieved dynamically from elsewhere, and so does not support providing a literal "
                "template; consider using a template string expression instead");
  }
  const Value source = values[0];
  const auto render_one = [&](Value one) {
    return from_file ? render_file(one, variables, expr) : render_text(one, variables, expr);
  };
  return source.is(Kind::alternatives) ? each_branch(source, render_one) : render_one(source);
}

Value Expressions::render_file(Value path, Value variables, const hcl::CallExpr& expr) {
  const value::Refinement text{.type = value::string_type(), .not_null = true};
  const Span span = expr.arguments.front()->span;
  const auto wrong = [&](std::string why, graph::FaultKind kind = graph::FaultKind::invalid_expression) {
    return fail(span, "Invalid function argument", "Invalid value for \"path\" parameter: " + std::move(why), {}, kind);
  };
  if (path.is_null()) return wrong("argument must not be null");
  if (!path.is(Kind::string)) return value::unknown(run_.arena, text, expr.span);
  const FileAccess::Contents contents = run_.files.read(path.string());
  switch (contents.status) {
    case FileAccess::Status::ok:
      break;
    case FileAccess::Status::missing:
      return wrong("no file exists at \"" + std::string(path.string()) +
                       "\"; this function works only with files that are distributed as part of the configuration "
                       "source code, so if this file will be created by a resource in this configuration you must "
                       "instead obtain this result from an attribute of that resource",
                   graph::FaultKind::unresolved_module);
    case FileAccess::Status::not_a_file:
      return wrong("\"" + std::string(path.string()) + "\" is a directory, not a file");
    case FileAccess::Status::refused:
      say_refused(path, span);
      return value::unknown(run_.arena, text, expr.span);
  }
  ParsedTemplate& parsed = run_.templates[std::string("f:") + std::string(path.string())];
  if (parsed.expression == nullptr) {
    const Span whole{contents.file, 0, static_cast<std::uint32_t>(contents.bytes.size())};
    hcl::ParsedExpr result = hcl::parse_template(whole, true, contents.bytes, run_.arena);
    parsed.expression = result.expression;
    if (!result.errors.empty()) {
      parsed.error = result.errors.front().message;
      parsed.error_span = result.errors.front().span;
    }
  }
  if (!parsed.error.empty()) {
    return fail(parsed.error_span, "Invalid function argument", "The template does not parse: " + parsed.error);
  }
  const std::string_view outer = std::exchange(template_path_, path.string());
  const Value rendered = render(*parsed.expression, variables, expr);
  template_path_ = outer;
  return rendered;
}

Value Expressions::render_text(Value text, Value variables, const hcl::CallExpr& expr) {
  const Span span = expr.arguments.front()->span;
  if (text.is_null())
    return fail(span, "Invalid function argument",
                "Invalid value for \"template\" parameter: argument must not be null");
  if (!text.is(Kind::string)) {
    return value::unknown(run_.arena, {.type = value::string_type(), .not_null = true}, expr.span);
  }
  ParsedTemplate& parsed = run_.templates[std::string("t:") + std::string(text.string())];
  if (parsed.expression == nullptr) {
    const Span whole = text.span().valid() ? text.span() : span;
    hcl::ParsedExpr result = hcl::parse_template(whole, false, run_.arena.copy(text.string()), run_.arena);
    parsed.expression = result.expression;
    if (!result.errors.empty()) parsed.error = result.errors.front().message;
  }
  if (!parsed.error.empty()) {
    return fail(span, "Invalid function argument", "The template does not parse: " + parsed.error);
  }
  return render(*parsed.expression, variables, expr);
}

/// Evaluates a template that sees nothing but the given variables.
Value Expressions::render(const hcl::Expr& parsed, Value variables, const hcl::CallExpr& expr) {
  const value::Refinement text{.type = value::string_type(), .not_null = true};
  if (!variables.is(Kind::mapping) || variables.rest() != nullptr) {
    return value::unknown(run_.arena, text, expr.span);
  }
  if (template_depth_ >= template_nesting) {
    run_.budget.refuse("templates render one another more than " + std::to_string(template_nesting) + " levels deep");
    check_budget(expr.span);
    return value::unknown(run_.arena, text, expr.span);
  }
  Context inside = context_;
  inside.module = nullptr;
  inside.repetition = nullptr;
  std::swap(context_, inside);
  std::vector<Scope> scopes;
  scopes.reserve(variables.entries().size());
  const Scope* outer = scope_;
  scope_ = nullptr;
  for (const MappingEntry& entry : variables.entries()) {
    scopes.push_back({scope_, entry.key, entry.value});
    scope_ = &scopes.back();
  }
  ++template_depth_;
  const Value rendered = eval(parsed);
  --template_depth_;
  scope_ = outer;
  std::swap(context_, inside);
  return text_of(rendered, expr.span);
}

}  // namespace tieline::terraform
