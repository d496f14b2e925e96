#include "cloudformation/parameter_types.h"

#include <re2/re2.h>

#include <algorithm>

#include "cloudformation/evaluator.h"
#include "text/ascii.h"
#include "value/type.h"

namespace tieline::cloudformation {
namespace {

/// Longer patterns cost more to compile than they can settle.
constexpr std::size_t longest_pattern = 1'000;

bool matches(std::string_view pattern, std::string_view text) {
  if (pattern.empty() || pattern.size() > longest_pattern) return true;
  RE2::Options options;
  options.set_log_errors(false);
  const RE2 expression(re2::StringPiece(pattern.data(), pattern.size()), options);
  // A pattern that only the service's own library understands says nothing here.
  return !expression.ok() || RE2::FullMatch(re2::StringPiece(text.data(), text.size()), expression);
}

bool within(const Node& parameter, std::string_view least, std::string_view most, const value::Number& number) {
  const auto low = value::Number::parse(attribute_text(parameter, least));
  const auto high = value::Number::parse(attribute_text(parameter, most));
  return (!low || *low <= number) && (!high || number <= *high);
}

value::Refinement list_refinement(Run& run, std::string_view cause) {
  return {.type = run.arena().make<value::Type>(value::TypeKind::list, value::string_type()),
          .cause = cause,
          .not_null = true,
          .bounded = true};
}

/// An unknown parameter, as a subject that conditions can speak of.
Value open_parameter(Stack& stack, const Declaration& declared, const ParameterType& type) {
  Run& run = *stack.run;
  std::string name = std::string(stack.scope) + std::string(declared.name);
  const std::string cause = "parameter " + name;
  value::Refinement refinement = list_refinement(run, run.arena().copy(cause));
  if (!type.list) refinement = {.type = value::string_type(), .cause = refinement.cause, .not_null = true};
  const Value value = value::unknown(run.arena(), refinement, declared.key_span);
  if (type.list) return value;
  Subject subject{std::move(name), type.stored ? nullptr : declared.node};
  if (auto allowed = allowed_values(run, *declared.node); allowed && !type.stored) {
    run.conditions().restrict(subject.name, *allowed);
    subject.allowed = std::move(*allowed);
  }
  run.add_subject(value, std::move(subject));
  return value;
}

}  // namespace

std::string_view attribute_text(const Node& parameter, std::string_view key) {
  const Node* node = parameter.find(key);
  return node != nullptr && node->is_scalar() ? node->text : std::string_view();
}

ParameterType parameter_type(std::string_view type) {
  constexpr std::string_view stored = "AWS::SSM::Parameter::Value<";
  ParameterType read;
  if (type.starts_with(stored)) {
    read.stored = true;
    type.remove_prefix(stored.size());
  }
  read.list = type.starts_with("List<") || type.starts_with("CommaDelimitedList");
  read.number = type == "Number";
  return read;
}

std::string_view parameter_text(const Node& scalar) {
  if (scalar.kind == document::Kind::boolean) return scalar.boolean ? "true" : "false";
  return scalar.text;
}

std::optional<std::vector<std::string>> allowed_values(const Run& run, const Node& parameter) {
  const Node* allowed = parameter.find("AllowedValues");
  if (allowed == nullptr || allowed->kind != document::Kind::sequence || run.is_cut(*allowed)) return std::nullopt;
  std::vector<std::string> values;
  for (const Node* item : allowed->items) {
    if (!item->is_scalar()) return std::nullopt;
    values.emplace_back(parameter_text(*item));
  }
  return values;
}

bool permits(const Subject& subject, std::string_view text, bool is_element) {
  if (!subject.allowed.empty()) {
    return std::find(subject.allowed.begin(), subject.allowed.end(), text) != subject.allowed.end();
  }
  if (subject.parameter == nullptr) return true;
  const Node& parameter = *subject.parameter;
  const std::string_view type = attribute_text(parameter, "Type");
  if (parameter_type(type).number) {
    const auto number = value::Number::parse(text);
    return number && within(parameter, "MinValue", "MaxValue", *number);
  }
  if (is_element) return matches(attribute_text(parameter, "AllowedPattern"), text);
  if (type.starts_with("AWS::EC2::") && text.empty()) return false;  // the service looks it up
  const auto length = value::Number(static_cast<std::int64_t>(text.size()));
  return within(parameter, "MinLength", "MaxLength", length) &&
         matches(attribute_text(parameter, "AllowedPattern"), text);
}

Value parameter_value(Run& run, const ParameterType& type, Value given, const Span& at) {
  if (given.is(value::Kind::alternatives)) {
    std::vector<value::Branch> branches;
    for (const value::Branch& branch : given.branches()) {
      branches.push_back({branch.when, parameter_value(run, type, branch.value, at)});
    }
    return value::alternatives(run.arena(), run.conditions(), branches, at);
  }
  const bool open = given.is(value::Kind::unknown);
  if (type.list && open && given.reference() == nullptr) {
    return value::unknown(run.arena(), list_refinement(run, given.refinement().cause), at);
  }
  if (type.list && (open || plain_text(given) || given.is(value::Kind::template_))) {
    Value text = given;
    if (const auto plain = plain_text(given)) text = value::string(run.arena(), *plain, given.span());
    const Value list = split_text(run, text, ",", at);
    std::vector<Value> items;
    for (const Value item : list.items()) {
      items.push_back(
          item.is(value::Kind::string) ? value::string(run.arena(), text::trimmed(item.string()), item.span()) : item);
    }
    return value::sequence(run.arena(), items, value::Flavour::tuple, at);
  }
  if (type.number && given.is(value::Kind::string)) {
    const auto number = value::Number::parse(given.string());
    if (number && number->to_string() == given.string()) return value::number(run.arena(), *number, given.span());
  }
  return given;
}

void settle_parameters(Stack& stack, const Arguments& arguments) {
  Run& run = *stack.run;
  for (const Declaration& declared : stack.declared.parameters.entries()) {
    const Node& node = *declared.node;
    const ParameterType type = parameter_type(attribute_text(node, "Type"));
    Value value;
    if (run.is_cut(node)) {
      value = value::unknown(run.arena(), {.cause = run.arena().copy("parameter " + std::string(declared.name))},
                             declared.key_span);
    } else if (type.stored) {
      value = open_parameter(stack, declared, type);
    } else if (const auto argument = arguments.find(declared.name); argument != arguments.end()) {
      value = parameter_value(run, type, argument->second, argument->second.span());
    } else if (const Node* fallback = node.find("Default"); fallback != nullptr && fallback->is_scalar()) {
      const Value text = value::string_view(run.arena(), parameter_text(*fallback), fallback->span);
      value = parameter_value(run, type, text, fallback->span);
    } else if (const auto allowed = allowed_values(run, node); allowed && allowed->size() == 1 && !type.list) {
      const Span at = node.find("AllowedValues")->items[0]->span;
      value = parameter_value(run, type, value::string(run.arena(), allowed->front(), at), at);
    } else {
      value = open_parameter(stack, declared, type);
    }
    stack.parameters.emplace(declared.name, value);
  }
}

}  // namespace tieline::cloudformation
