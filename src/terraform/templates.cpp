// Texts with interpolations and directives.

#include <string>
#include <utility>

#include "terraform/convert.h"
#include "terraform/expressions.h"
#include "terraform/operators.h"
#include "text/limits.h"

namespace tieline::terraform {
namespace {

using value::Branch;
using value::Kind;

}  // namespace

Value Expressions::template_(const hcl::TemplateExpr& expr) {
  if (expr.constant()) return value::string_view(run_.arena, expr.constant_text(), expr.span);
  const hcl::TemplatePart& first = expr.parts.front();
  const bool wrapped = expr.parts.size() == 1 && first.kind == hcl::TemplatePartKind::interpolation &&
                       (expr.form == hcl::TemplateForm::quoted || expr.form == hcl::TemplateForm::bare);
  if (wrapped) return eval(*first.expression);
  std::vector<Value> parts;
  parts.reserve(expr.parts.size());
  template_parts(expr.parts, parts);
  return joined(parts, expr.span);
}

void Expressions::template_parts(std::span<const hcl::TemplatePart> parts, std::vector<Value>& out) {
  for (const hcl::TemplatePart& part : parts) {
    switch (part.kind) {
      case hcl::TemplatePartKind::text:
        out.push_back(value::string_view(run_.arena, part.text, part.span));
        break;
      case hcl::TemplatePartKind::interpolation:
        out.push_back(text_of(eval(*part.expression), part.expression->span));
        break;
      case hcl::TemplatePartKind::if_:
        template_if(part, out);
        break;
      case hcl::TemplatePartKind::for_:
        template_for(part, out);
        break;
    }
  }
}

/// A part as text; collections and nulls have none.
Value Expressions::text_of(Value part, Span span) {
  switch (part.kind()) {
    case Kind::string:
    case Kind::template_:
      return part;
    case Kind::null:
      return fail(span, "Invalid template interpolation value",
                  "The expression result is null. Cannot include a null value in a string template");
    case Kind::sequence:
    case Kind::mapping:
      return fail(span, "Invalid template interpolation value",
                  "Cannot include the given value in a string template: string required",
                  "convert it with jsonencode() or join()");
    case Kind::alternatives:
      return each_branch(present(part, span, "Invalid template interpolation value"),
                         [&](Value branch) { return text_of(branch, span); });
    default: {
      const ConvertResult text = convert(run_.arena, run_.conditions, part, *value::string_type());
      if (text.error) return fail(span, "Invalid template interpolation value", *text.error);
      return text.value;
    }
  }
}

/// One text of parts; a part that has alternatives gives alternatives of texts.
Value Expressions::joined(std::span<const Value> parts, Span span) {
  std::size_t bytes = 0;
  std::size_t choices = 1;
  for (const Value part : parts) {
    bytes += part.string().size();
    if (part.is(Kind::alternatives)) choices *= part.branches().size();
    if (choices > limits::alternatives) break;
  }
  if (!run_.budget.bytes(bytes)) {
    check_budget(span);
    return unknown_at(span);
  }
  if (choices == 1 || choices > limits::alternatives) return value::template_of(run_.arena, parts, span);
  std::vector<Branch> branches;
  std::vector<Value> chosen(parts.begin(), parts.end());
  const auto choose = [&](const auto& self, std::size_t at, Condition when) -> void {
    while (at < parts.size() && !parts[at].is(Kind::alternatives)) ++at;
    if (at == parts.size()) {
      branches.push_back({when, value::template_of(run_.arena, chosen, span)});
      return;
    }
    for (const Branch& branch : parts[at].branches()) {
      const Condition both = run_.conditions.conjunction(when, branch.when);
      if (!run_.conditions.satisfiable(both)) continue;
      chosen[at] = branch.value;
      self(self, at + 1, both);
    }
    chosen[at] = parts[at];
  };
  choose(choose, 0, Condition::always());
  return value::alternatives(run_.arena, run_.conditions, branches, span);
}

void Expressions::template_if(const hcl::TemplatePart& part, std::vector<Value>& out) {
  const Value test = eval(*part.expression);
  const Span span = part.expression->span;
  if (test.is_null()) {
    out.push_back(fail(span, "Null condition", "The condition value is null. Conditions must either be true or false"));
    return;
  }
  const ConvertResult boolean = convert(run_.arena, run_.conditions, test, *value::boolean_type());
  if (boolean.error) {
    out.push_back(fail(span, "Incorrect condition type", "The condition expression must be of type bool"));
    return;
  }
  const auto truth = truth_of(run_.arena, run_.conditions, boolean.value);
  if (truth && (truth->is_always() || truth->is_never())) {
    return template_parts(truth->is_always() ? part.body : part.otherwise, out);
  }
  const auto side = [&](std::span<const hcl::TemplatePart> parts, Condition when) {
    const Under under(*this, when);
    const Unsettled unsettled(*this, !truth);
    std::vector<Value> inner;
    template_parts(parts, inner);
    return joined(inner, part.span);
  };
  if (!truth) {
    side(part.body, Condition::always());
    side(part.otherwise, Condition::always());
    out.push_back(value::unknown(run_.arena, {.type = value::string_type(), .not_null = true}, part.span));
    return;
  }
  const Condition not_so = run_.conditions.negation(*truth);
  const Branch branches[] = {{*truth, side(part.body, *truth)}, {not_so, side(part.otherwise, not_so)}};
  out.push_back(value::alternatives(run_.arena, run_.conditions, branches, part.span));
}

void Expressions::template_for(const hcl::TemplatePart& part, std::vector<Value>& out) {
  const Value collection = eval(*part.expression);
  const auto elements = elements_of(collection, part.expression->span, Iterates::for_expression);
  if (!elements) {
    out.push_back(unknown_at(part.span));
    return;
  }
  for (const Element& element : *elements) {
    const Named key(*this, part.key.empty() ? std::string_view("\0", 1) : part.key, element.key);
    const Named value(*this, part.value, element.value);
    const Under under(*this, element.when);
    if (!under.possible()) continue;
    const Unsettled unsettled(*this, element.rest);
    std::vector<Value> inner;
    template_parts(part.body, inner);
    if (element.rest) {
      out.push_back(value::unknown(run_.arena, {.type = value::string_type(), .not_null = true}, part.span));
    } else if (element.when.is_always()) {
      out.insert(out.end(), inner.begin(), inner.end());
    } else {
      const Branch branches[] = {{element.when, joined(inner, part.span)},
                                 {run_.conditions.negation(element.when), value::string_view(run_.arena, "")}};
      out.push_back(value::alternatives(run_.arena, run_.conditions, branches, part.span));
    }
    if (!run_.budget.passed().empty()) return;
  }
}

}  // namespace tieline::terraform
