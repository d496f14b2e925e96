#include "terraform/expressions.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "terraform/convert.h"
#include "terraform/operators.h"
#include "terraform/read.h"
#include "text/limits.h"

namespace tieline::terraform {
namespace {

using hcl::ExprKind;
using value::Branch;
using value::Flavour;
using value::Kind;
using value::MappingEntry;

std::string_view name_of_variable(const hcl::Expr& expr) {
  return expr.kind == ExprKind::variable ? hcl::as<hcl::VariableExpr>(expr).name : std::string_view{};
}

/// Of so many errors `try` says what they were.
constexpr std::size_t guarded_errors = 16;

std::string first_lower(std::string text) {
  // "Invalid index" begins with a capital, an acronym ("AWS ...") stays.
  const bool acronym = text.size() > 1 && text[1] >= 'A' && text[1] <= 'Z';
  if (!text.empty() && !acronym && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

}  // namespace

std::string Expressions::place(Span span, std::string_view path) const {
  const bool in_file = span.valid();
  const text::Position start =
      in_file ? run_.sources.start(span, text::ColumnUnit::code_points) : text::Position{1, span.begin + 1};
  const text::Position end =
      in_file ? run_.sources.end(span, text::ColumnUnit::code_points) : text::Position{1, span.end + 1};
  std::string text(path);
  if (path.empty()) text = in_file ? run_.sources.file(span.file).path() : "<console-input>";
  text += ":" + std::to_string(start.line) + "," + std::to_string(start.column) + "-";
  if (end.line != start.line) text += std::to_string(end.line) + ",";
  return text + std::to_string(end.column);
}

Expressions::Expressions(Evaluation& evaluation, const Context& context)
    : run_(evaluation), context_(context), path_(context.when), unsettled_(context.symbolic ? 1 : 0) {}

Value Expressions::fail(Span span, std::string summary, std::string message, std::string help, graph::FaultKind kind) {
  if (guard_ != nullptr) {
    if (guard_->errors.size() < guarded_errors) {
      guard_->errors.push_back({std::move(summary), std::move(message), span});
    }
    if (unsettled_ > 0) {
      guard_->uncertain = true;
    } else {
      guard_->failed = run_.conditions.disjunction(guard_->failed, path_);
    }
    return unknown_at(span);
  }
  if (unsettled_ == 0 && run_.conditions.satisfiable(path_)) {
    run_.faults.report({.kind = kind,
                        .span = span,
                        .message = run_.faults.captures() ? std::move(message) : first_lower(std::move(message)),
                        .help = std::move(help),
                        .resource = std::string(context_.address),
                        .when = path_},
                       std::move(summary));
  }
  return unknown_at(span);
}

void Expressions::may_fail() {
  if (guard_ == nullptr || guard_->uncertain) return;
  // What fails for certain has been noted; what comes after it does not matter.
  const bool failed = !guard_->failed.is_never() && run_.conditions.implies(path_, guard_->failed);
  if (!failed) guard_->uncertain = true;
}

void Expressions::check_budget(Span span) {
  if (run_.budget.passed().empty()) return;
  run_.faults.report({.kind = graph::FaultKind::limit_reached,
                      .span = span,
                      .message = run_.budget.passed(),
                      .help = "what depends on this is taken as unknown",
                      .resource = std::string(context_.address)},
                     "Limit reached");
  run_.budget.reported();
}

Value Expressions::eval(const hcl::Expr& expr) {
  if (depth_ >= limits::evaluation_depth) {
    run_.budget.refuse("an expression is nested more than " + std::to_string(limits::evaluation_depth) +
                       " levels deep");
    check_budget(expr.span);
    return unknown_at(expr.span);
  }
  if (!run_.budget.steps() || run_.exhausted()) {
    check_budget(expr.span);
    return Value();
  }
  ++depth_;
  const Value value = eval_kind(expr);
  --depth_;
  if (value.weight() <= limits::value_weight) return value;
  run_.budget.refuse("a value has more than " + std::to_string(limits::value_weight) + " parts");
  check_budget(expr.span);
  return unknown_at(expr.span);
}

Value Expressions::eval_as(const hcl::Expr& expr, const value::Type& type, std::string_view summary) {
  const Value value = eval(expr);
  const ConvertResult converted = convert(run_.arena, run_.conditions, value, type);
  if (converted.error) return fail(expr.span, std::string(summary), *converted.error);
  return converted.value;
}

Value Expressions::eval_kind(const hcl::Expr& expr) {
  switch (expr.kind) {
    case ExprKind::literal:
      return literal(hcl::as<hcl::LiteralExpr>(expr));
    case ExprKind::template_:
      return template_(hcl::as<hcl::TemplateExpr>(expr));
    case ExprKind::variable:
      return variable(hcl::as<hcl::VariableExpr>(expr));
    case ExprKind::attribute:
      return attribute(hcl::as<hcl::AttributeExpr>(expr));
    case ExprKind::index:
      return index(hcl::as<hcl::IndexExpr>(expr));
    case ExprKind::splat:
      return splat(hcl::as<hcl::SplatExpr>(expr));
    case ExprKind::call:
      return call(hcl::as<hcl::CallExpr>(expr));
    case ExprKind::unary:
      return unary(hcl::as<hcl::UnaryExpr>(expr));
    case ExprKind::binary:
      return binary(hcl::as<hcl::BinaryExpr>(expr));
    case ExprKind::conditional:
      return conditional(hcl::as<hcl::ConditionalExpr>(expr));
    case ExprKind::for_:
      return for_expression(hcl::as<hcl::ForExpr>(expr));
    case ExprKind::tuple:
      return tuple(hcl::as<hcl::TupleExpr>(expr));
    case ExprKind::object:
      return object(hcl::as<hcl::ObjectExpr>(expr));
    case ExprKind::parentheses:
      return eval(*hcl::as<hcl::ParenthesesExpr>(expr).inner);
    case ExprKind::broken:
      break;
  }
  return unknown_at(expr.span);
}

Value Expressions::literal(const hcl::LiteralExpr& expr) {
  switch (expr.literal) {
    case hcl::LiteralKind::null:
      return value::null(run_.arena, expr.span);
    case hcl::LiteralKind::boolean:
      return value::boolean(run_.arena, expr.boolean, expr.span);
    case hcl::LiteralKind::number:
      break;
  }
  const auto number = value::Number::parse(expr.number);
  if (!number) return fail(expr.span, "Invalid number literal", "Failed to recognize the value of this number literal");
  return value::number(run_.arena, *number, expr.span);
}

const Scope* Expressions::find_local(std::string_view name) const {
  for (const Scope* scope = scope_; scope != nullptr; scope = scope->outer) {
    if (scope->name == name) return scope;
  }
  return nullptr;
}

Value Expressions::variable(const hcl::VariableExpr& expr) {
  if (const Scope* local = find_local(expr.name)) return local->value;
  // Names that stand for nothing were reported when the module was read.
  if (context_.module != nullptr) return unknown_at(expr.span);
  if (template_depth_ > 0) {
    return fail(expr.span, "Invalid function argument",
                "Invalid value for \"vars\" parameter: vars map does not contain key \"" + std::string(expr.name) +
                    "\", referenced at " + place(expr.span, template_path_));
  }
  return fail(expr.span, "Variables not allowed", "Variables may not be used here");
}

Value Expressions::attribute(const hcl::AttributeExpr& expr) {
  const hcl::Expr& object = *expr.object;
  if (object.kind == ExprKind::variable) {
    const std::string_view root = hcl::as<hcl::VariableExpr>(object).name;
    if (find_local(root) == nullptr) {
      if (const auto value = root_attribute(root, expr)) return *value;
    }
  } else if (object.kind == ExprKind::attribute) {
    if (const auto value = nested_root(hcl::as<hcl::AttributeExpr>(object), expr)) return *value;
  } else if (object.kind == ExprKind::index) {
    if (const auto value = module_output(object, expr)) return *value;
  }
  // That it has no key was said when the names of the module were looked up.
  if (!expr.legacy_index && is_repeated_resource(object)) return unknown_at(expr.span);
  const Value value = eval(object);
  if (expr.legacy_index) {
    const auto number = value::Number::parse(expr.name);
    return get_index(value, value::number(run_.arena, number.value_or(value::Number{}), expr.name_span), expr.span,
                     expr.name_span);
  }
  return get_attribute(value, expr.name, expr.span, expr.name_span);
}

/// `type.name` and `data.type.name` where the block has count or for_each.
bool Expressions::is_repeated_resource(const hcl::Expr& expr) const {
  if (expr.kind != ExprKind::attribute || context_.module == nullptr) return false;
  const auto& name = hcl::as<hcl::AttributeExpr>(expr);
  ResourceMode mode = ResourceMode::managed;
  std::string_view type = name_of_variable(*name.object);
  if (find_local(type) != nullptr) return false;
  if (name.object->kind == ExprKind::attribute) {
    const auto& typed = hcl::as<hcl::AttributeExpr>(*name.object);
    if (name_of_variable(*typed.object) != "data" || find_local("data") != nullptr) return false;
    mode = ResourceMode::data;
    type = typed.name;
  }
  const ModuleSource& source = *context_.module->source;
  const std::uint32_t index = type.empty() ? not_declared : source.find_resource(mode, type, name.name);
  return index != not_declared &&
         (source.resources[index].count != nullptr || source.resources[index].for_each != nullptr);
}

std::optional<Value> Expressions::root_attribute(std::string_view root, const hcl::AttributeExpr& expr) {
  const std::string_view name = expr.name;
  if (context_.module == nullptr) return std::nullopt;
  ModuleInstance& module = *context_.module;
  const ModuleSource& source = *module.source;
  const auto slot_value = [&](const NameIndex& index, SlotKind kind) {
    const auto found = index.find(name);
    return found == index.end() ? unknown_at(expr.span) : module.slot(kind, found->second).value;
  };
  if (root == "var") return slot_value(source.variable_index, SlotKind::variable);
  if (root == "local") return slot_value(source.local_index, SlotKind::local);
  if (root == "each" || root == "count") {
    const Repetition* repetition = context_.repetition;
    if (repetition == nullptr) return unknown_at(expr.span);
    if (root == "count") return repetition->index;
    return name == "key" ? repetition->each_key : repetition->each_value;
  }
  if (root == "module") {
    const auto found = source.call_index.find(name);
    return found == source.call_index.end() ? unknown_at(expr.span) : call_value(run_, module, found->second);
  }
  if (root == "path") {
    if (name == "cwd") return value::string(run_.arena, run_.root_folder.string(), expr.span);
    if (name == "root" || module.parent == nullptr) return value::string_view(run_.arena, ".", expr.span);
    const std::string folder = source.folder.lexically_relative(run_.root_folder).generic_string();
    return value::string(run_.arena, folder, expr.span);
  }
  if (root == "terraform" || root == "tofu") {
    if (name == "workspace") return value::string(run_.arena, run_.options.workspace, expr.span);
    return unknown_at(expr.span);
  }
  if (root == "self") return unknown_at(expr.span);
  if (root == "data" || root == "ephemeral" || root == "resource") return unknown_at(expr.span);
  const std::uint32_t index = source.find_resource(ResourceMode::managed, root, name);
  if (index == not_declared) return unknown_at(expr.span);
  return resource_value(run_, module, index);
}

/// `data.type.name`, `module.name.output`.
std::optional<Value> Expressions::nested_root(const hcl::AttributeExpr& object, const hcl::AttributeExpr& expr) {
  const std::string_view root = name_of_variable(*object.object);
  if (root.empty() || context_.module == nullptr) return std::nullopt;
  const bool data = root == "data";
  const bool ephemeral = root == "ephemeral";
  if (!data && !ephemeral && root != "resource" && root != "module") return std::nullopt;
  if (find_local(root) != nullptr) return std::nullopt;
  if (root == "module") return module_output(object, expr);
  const ResourceMode mode = data ? ResourceMode::data : ephemeral ? ResourceMode::ephemeral : ResourceMode::managed;
  const std::uint32_t index = context_.module->source->find_resource(mode, object.name, expr.name);
  if (index == not_declared) return unknown_at(expr.span);
  return resource_value(run_, *context_.module, index);
}

/// `module.name.output` and `module.name[key].output` read that one output only, since the others may depend on it.
std::optional<Value> Expressions::module_output(const hcl::Expr& object, const hcl::AttributeExpr& expr) {
  const bool indexed = object.kind == ExprKind::index;
  const hcl::Expr& call = indexed ? *hcl::as<hcl::IndexExpr>(object).object : object;
  if (call.kind != ExprKind::attribute || expr.legacy_index) return std::nullopt;
  const auto& name = hcl::as<hcl::AttributeExpr>(call);
  if (name_of_variable(*name.object) != "module" || find_local("module") != nullptr) return std::nullopt;
  if (context_.module == nullptr) return std::nullopt;
  const ModuleSource& source = *context_.module->source;
  const auto found = source.call_index.find(name.name);
  if (found == source.call_index.end()) return unknown_at(expr.span);
  const ModuleCall& declaration = source.calls[found->second];
  const bool repeated = declaration.count != nullptr || declaration.for_each != nullptr;
  if (repeated && !indexed) return std::nullopt;  // an attribute of a tuple or of the mapping by key
  const Value output = call_output(run_, *context_.module, found->second, expr.name);
  if (!indexed) return output;
  const hcl::Expr& key = *hcl::as<hcl::IndexExpr>(object).key;
  if (!repeated && context_.module->children[found->second].source != nullptr) return std::nullopt;
  return get_index(output, eval(key), expr.span, key.span);
}

Value Expressions::index(const hcl::IndexExpr& expr) {
  const Value collection = eval(*expr.object);
  return get_index(collection, eval(*expr.key), expr.span, expr.key->span);
}

Value Expressions::unary(const hcl::UnaryExpr& expr) {
  OperationResult result = terraform::unary(run_.arena, run_.conditions, expr.op, eval(*expr.operand), expr.span);
  if (!result.error) return result.value;
  const Span span = result.error->operand < 0 ? expr.span : expr.operand->span;
  return fail(span, std::move(result.error->summary), std::move(result.error->message));
}

Value Expressions::binary(const hcl::BinaryExpr& expr) {
  const Value left = eval(*expr.left);
  const bool logical = expr.op == hcl::BinaryOperator::and_ || expr.op == hcl::BinaryOperator::or_;
  Value right;
  if (logical) {
    // The right operand matters only where the left one does not decide.
    const auto truth = truth_of(run_.arena, run_.conditions, left);
    const Condition needed = !truth                                 ? Condition::always()
                             : expr.op == hcl::BinaryOperator::and_ ? *truth
                                                                    : run_.conditions.negation(*truth);
    const Under under(*this, needed);
    const Unsettled unsettled(*this, !truth && !left.is_known());
    right = eval(*expr.right);
  } else {
    right = eval(*expr.right);
  }
  OperationResult result = terraform::binary(run_.arena, run_.conditions, expr.op, left, right, expr.span);
  check_budget(expr.span);
  if (!result.error) return result.value;
  const Span span = result.error->operand == 0   ? expr.left->span
                    : result.error->operand == 1 ? expr.right->span
                                                 : expr.span;
  return fail(span, std::move(result.error->summary), std::move(result.error->message));
}

Value Expressions::conditional(const hcl::ConditionalExpr& expr) {
  const Value test = eval(*expr.test);
  if (test.is_null()) {
    return fail(expr.test->span, "Null condition",
                "The condition value is null. Conditions must either be true or false");
  }
  const ConvertResult boolean = convert(run_.arena, run_.conditions, test, *value::boolean_type());
  if (boolean.error) {
    return fail(expr.test->span, "Incorrect condition type", "The condition expression must be of type bool");
  }
  const auto truth = truth_of(run_.arena, run_.conditions, boolean.value);
  const auto branch = [&](const hcl::Expr& taken, Condition when) {
    const Under under(*this, when);
    const Unsettled unsettled(*this, !truth.has_value());
    return eval(taken);
  };
  const Condition when = truth.value_or(Condition::always());
  const Value then = branch(*expr.then, when);
  const Value otherwise = branch(*expr.otherwise, truth ? run_.conditions.negation(when) : Condition::always());
  UnifiedBranches unified = unify_branches(run_.arena, run_.conditions, then, otherwise);
  if (unified.error) return fail(expr.span, "Inconsistent conditional result types", std::move(*unified.error));
  const bool sensitive = test.is_sensitive();
  if (truth) {
    // Where the block around exists only if the test holds, the other result never counts.
    value::ConditionSpace& space = run_.conditions;
    if (!path_.is_always() && !when.is_always() && !when.is_never()) {
      if (space.implies(path_, when)) return unified.then;
      if (space.implies(path_, space.negation(when))) return unified.otherwise;
    }
    const Branch branches[] = {{when, unified.then}, {run_.conditions.negation(when), unified.otherwise}};
    const Value value = value::alternatives(run_.arena, run_.conditions, branches, expr.span);
    return sensitive ? value::with_sensitive(run_.arena, value) : value;
  }
  if (unified.then == unified.otherwise || equal(unified.then, unified.otherwise) == value::Answer::yes) {
    return unified.then;
  }
  const value::Type* then_type = value::type_of(run_.arena, unified.then);
  const value::Type* other_type = value::type_of(run_.arena, unified.otherwise);
  const bool same = then_type != nullptr && other_type != nullptr && value::same_type(*then_type, *other_type);
  const Value result = value::unknown(run_.arena, {.type = same ? then_type : nullptr}, expr.span);
  return sensitive ? value::with_sensitive(run_.arena, result) : result;
}

Value Expressions::tuple(const hcl::TupleExpr& expr) {
  if (!run_.budget.items(expr.items.size())) {
    check_budget(expr.span);
    return unknown_at(expr.span);
  }
  std::vector<Value> items;
  items.reserve(expr.items.size());
  for (const hcl::Expr* item : expr.items) items.push_back(eval(*item));
  return value::sequence(run_.arena, items, Flavour::tuple, expr.span);
}

Value Expressions::object(const hcl::ObjectExpr& expr) {
  if (!run_.budget.items(expr.items.size())) {
    check_budget(expr.span);
    return unknown_at(expr.span);
  }
  std::vector<MappingEntry> entries;
  entries.reserve(expr.items.size());
  // The last of several items of one key counts.
  std::unordered_map<std::string_view, std::size_t> places;
  const bool many = expr.items.size() > 24;
  const auto put = [&](const MappingEntry& entry) {
    if (many) {
      const auto [place, added] = places.emplace(entry.key, entries.size());
      if (!added) {
        entries[place->second] = entry;
        return;
      }
    } else {
      for (MappingEntry& there : entries) {
        if (there.key != entry.key) continue;
        there = entry;
        return;
      }
    }
    entries.push_back(entry);
  };
  bool open = false;
  Value rest;
  for (const hcl::ObjectItem& item : expr.items) {
    const hcl::Expr& key_expr = *item.key;
    if (key_expr.kind == ExprKind::variable) {
      put({hcl::as<hcl::VariableExpr>(key_expr).name, key_expr.span, eval(*item.value)});
      continue;
    }
    if (key_expr.kind == ExprKind::template_ && hcl::as<hcl::TemplateExpr>(key_expr).constant()) {
      put({hcl::as<hcl::TemplateExpr>(key_expr).constant_text(), key_expr.span, eval(*item.value)});
      continue;
    }
    const Value key = eval(key_expr);
    const Value value = eval(*item.value);
    if (key.is_null()) {
      fail(key_expr.span, "Null value as key", "Can't use a null value as a key");
      continue;
    }
    const ConvertResult text = convert(run_.arena, run_.conditions, key, *value::string_type());
    if (text.error) {
      fail(key_expr.span, "Incorrect key type", "Can't use this value as a key: " + *text.error);
      continue;
    }
    if (text.value.is(Kind::string)) {
      put({text.value.string(), key_expr.span, value});
    } else {
      rest = open ? unknown_at(expr.span) : value;
      open = true;
    }
  }
  if (open) return value::open_mapping(run_.arena, entries, rest, true, Flavour::object, expr.span);
  return value::mapping(run_.arena, entries, Flavour::object, expr.span);
}

}  // namespace tieline::terraform
