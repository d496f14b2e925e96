#include <algorithm>
#include <string>

#include "terraform/collections.h"
#include "terraform/convert.h"
#include "terraform/functions/function.h"
#include "terraform/functions/registry.h"
#include "terraform/unicode.h"
#include "text/limits.h"

namespace tieline::terraform {
namespace {

using value::Branch;
using value::Condition;
using value::Kind;
using value::MappingEntry;

struct Marks {
  bool sensitive = false;
  bool ephemeral = false;
};

void collect_marks(Value value, bool deep, Marks& marks) {
  marks.sensitive = marks.sensitive || value.is_sensitive();
  marks.ephemeral = marks.ephemeral || value.is_ephemeral();
  if (!deep || marks.sensitive) return;
  for (const Value item : value.items()) collect_marks(item, deep, marks);
  for (const MappingEntry& entry : value.entries()) collect_marks(entry.value, deep, marks);
}

CallResult failed(Arena& arena, CallError error) { return {value::unknown(arena, {}), std::move(error)}; }

CallError argument_error(const Function& function, std::size_t argument, const std::string& message) {
  const Parameter* parameter = function.parameter(argument);
  const std::string name(parameter != nullptr ? parameter->name : "");
  return {.message = "Invalid value for \"" + name + "\" parameter: " + message,
          .argument = static_cast<int>(argument),
          .help = {},
          .summary = "Invalid function argument"};
}

CallResult unknown_function(Arena& arena, std::string_view name) {
  CallError error{.message = "There is no function named \"" + std::string(name) + "\"",
                  .argument = -1,
                  .help = {},
                  .summary = "Call to unknown function"};
  const std::size_t separator = name.rfind("::");
  if (separator != std::string_view::npos) {
    error.message = "There are no functions in namespace \"" + std::string(name.substr(0, separator + 2)) + "\"";
  } else if (const std::string_view near = nearest_function(name); !near.empty()) {
    error.message += ". Did you mean \"" + std::string(near) + "\"?";
    error.help = "write " + std::string(near);
  }
  return failed(arena, std::move(error));
}

std::optional<CallError> check_count(const Function& function, std::string_view name, std::size_t count) {
  const std::size_t wanted = function.parameters.size();
  const std::string subject = "Function \"" + std::string(name) + "\" expects ";
  if (count < wanted) {
    return CallError{.message = subject + (function.variadic ? "at least " : "") + std::to_string(wanted) +
                                " argument(s). Missing value for \"" + std::string(function.parameters[count].name) +
                                "\"",
                     .argument = -1,
                     .help = {},
                     .summary = "Not enough function arguments"};
  }
  if (count > wanted && !function.variadic) {
    return CallError{.message = subject + "only " + std::to_string(wanted) + " argument(s)",
                     .argument = static_cast<int>(wanted),
                     .help = {},
                     .summary = "Too many function arguments"};
  }
  return std::nullopt;
}

/// Too many branches to tell apart: what all of them together say.
Value weakened(CallContext& context, Value value) {
  std::vector<Value> items;
  for (const Branch& branch : value.branches()) {
    if (!branch.value.is(Kind::sequence)) return unknown_like(context.arena, value, nullptr);
    for (const Value item : branch.value.items()) {
      items.push_back(item.is(Kind::rest) ? item : value::rest_of(context.arena, item, item.span()));
    }
  }
  return value::sequence(context.arena, items, value::Flavour::tuple, value.span());
}

/// One way through the alternatives of all arguments.
struct Choice {
  Condition when = Condition::always();
  std::vector<Value> arguments;
};

std::vector<Choice> choices(CallContext& context, std::span<const Value> arguments) {
  std::vector<Choice> all(1);
  for (const Value argument : arguments) {
    if (!argument.is(Kind::alternatives) || all.size() * argument.branches().size() > 4 * limits::alternatives) {
      const Value one = argument.is(Kind::alternatives) ? weakened(context, argument) : argument;
      for (Choice& choice : all) choice.arguments.push_back(one);
      continue;
    }
    std::vector<Choice> next;
    for (const Choice& choice : all) {
      for (const Branch& branch : argument.branches()) {
        const Condition when = context.conditions.conjunction(choice.when, branch.when);
        if (!context.conditions.satisfiable(when)) continue;
        next.push_back({when, choice.arguments});
        next.back().arguments.push_back(with_marks_of(context.arena, branch.value, argument));
      }
    }
    all = std::move(next);
  }
  return all;
}

/// Converts the arguments and looks after nulls, unknowns and marks; then calls the function itself.
CallResult call_one(CallContext& context, const Function& function, std::vector<Value> arguments, Span span) {
  Marks marks;
  bool undecided = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Parameter& parameter = *function.parameter(i);
    Value& argument = arguments[i];
    ConvertResult converted = convert(context.arena, context.conditions, argument, *parameter.type);
    if (converted.error) return failed(context.arena, argument_error(function, i, *converted.error));
    argument = converted.value;
    if (!parameter.allows(drops_marks)) collect_marks(argument, !parameter.allows(keeps_marks), marks);
  }
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Parameter& parameter = *function.parameter(i);
    const Value argument = arguments[i];
    if (argument.is_null() && !parameter.allows(takes_null)) {
      return failed(context.arena, argument_error(function, i, "argument must not be null"));
    }
    const bool untyped_null = argument.is_null() && argument.refinement().type == nullptr;
    if (untyped_null && !parameter.allows(takes_any)) undecided = true;
    const bool open = argument.is(Kind::unknown) || argument.is(Kind::template_) || argument.is(Kind::alternatives);
    if (open && !parameter.allows(takes_unknown)) undecided = true;
  }
  Call call{context, function, std::move(arguments), span};
  CallResult result = undecided ? call.unknown() : function.implementation(call);
  if (marks.sensitive) result.value = with_sensitive(context.arena, result.value);
  if (marks.ephemeral) result.value = with_ephemeral(context.arena, result.value);
  return result;
}

CallResult call_each(CallContext& context, const Function& function, std::vector<Choice> all, Span span) {
  std::vector<Branch> branches;
  std::optional<CallError> first_error;
  std::size_t worked = 0;
  for (Choice& choice : all) {
    CallResult one = call_one(context, function, std::move(choice.arguments), span);
    if (!one.error) ++worked;
    if (one.error && !first_error) first_error = std::move(one.error);
    branches.push_back({choice.when, one.value});
  }
  CallResult result{value::alternatives(context.arena, context.conditions, branches, span)};
  if (worked == 0) result.error = std::move(first_error);
  return result;
}

}  // namespace

CallResult call(CallContext& context, std::string_view name, std::span<const Value> arguments, Span call_span) {
  const Function* function = find_function(name);
  if (function == nullptr || function->implementation == nullptr) return unknown_function(context.arena, name);
  if (auto error = check_count(*function, name, arguments.size())) return failed(context.arena, std::move(*error));
  if (!context.budget.steps(1 + arguments.size())) return {value::unknown(context.arena, {}, call_span)};
  const bool open =
      std::any_of(arguments.begin(), arguments.end(), [](Value argument) { return argument.is(Kind::alternatives); });
  if (!open) return call_one(context, *function, {arguments.begin(), arguments.end()}, call_span);
  return call_each(context, *function, choices(context, arguments), call_span);
}

Value Call::text_value(std::string_view text) {
  if (!may_change_when_normalized(text)) return value::string(arena(), text, span);
  return value::string(arena(), normalize(text), span);
}

CallResult Call::string(std::string_view text) {
  if (!context.budget.bytes(text.size())) return unknown();
  return {text_value(text)};
}

CallResult Call::strings(std::span<const std::string> texts) {
  std::vector<Value> items;
  if (!context.budget.items(texts.size())) return unknown();
  items.reserve(texts.size());
  for (const std::string& text : texts) {
    if (!context.budget.bytes(text.size())) return unknown();
    items.push_back(text_value(text));
  }
  return {make_list(arena(), items, value::string_type(), span)};
}

CallResult Call::sequence(std::span<const Value> items, const Type* element) {
  if (!context.budget.items(items.size())) return unknown();
  if (element == nullptr) return {value::sequence(arena(), items, value::Flavour::tuple, span)};
  return {make_list(arena(), items, element, span)};
}

CallResult Call::unknown() { return unknown({.type = function.result, .not_null = !function.result_nullable}); }

CallResult Call::unknown(Refinement known) {
  if (known.cause.empty()) known.cause = cause();
  if (known.type != nullptr && known.type->kind == value::TypeKind::any) known.type = nullptr;
  return {value::unknown(arena(), known, span)};
}

/// `length(var.ids)`: whom to ask, and what was done with the answer.
std::string_view Call::cause() const {
  constexpr std::size_t longest = 80;
  for (const Value argument : arguments) {
    std::string_view inner = argument.refinement().cause;
    if (!argument.is(Kind::unknown) || inner.empty()) continue;
    if (inner.size() > longest) return inner;
    return arena().copy(std::string(function.name) + "(" + std::string(inner) + ")");
  }
  return {};
}

CallResult Call::fail(const std::string& message) const {
  return failed(arena(), {.message = "Call to function \"" + std::string(function.name) + "\" failed: " + message,
                          .argument = -1,
                          .help = {},
                          .summary = "Error in function call"});
}

CallResult Call::fail(std::size_t argument, const std::string& message) const {
  return failed(arena(), argument_error(function, argument, message));
}

CallResult Call::fail_whole(std::string_view before) const {
  return fail(std::string(before) +
              "value must be a whole number, between -9223372036854775808 and 9223372036854775807");
}

CallResult Call::fail_whole(std::size_t argument, std::string_view before) const {
  return fail(argument, std::string(before) +
                            "value must be a whole number, between -9223372036854775808 and 9223372036854775807");
}

namespace {

template <value::TypeKind Kind>
const Type* collection_of(const Type* element) {
  static const Type of_any{.kind = Kind, .element = value::any_type()};
  static const Type of_string{.kind = Kind, .element = value::string_type()};
  static const Type of_number{.kind = Kind, .element = value::number_type()};
  static const Type of_boolean{.kind = Kind, .element = value::boolean_type()};
  if (element == value::string_type()) return &of_string;
  if (element == value::number_type()) return &of_number;
  if (element == value::boolean_type()) return &of_boolean;
  return &of_any;
}

}  // namespace

const Type* list_of(const Type* element) { return collection_of<value::TypeKind::list>(element); }
const Type* set_of(const Type* element) { return collection_of<value::TypeKind::set>(element); }
const Type* map_of(const Type* element) { return collection_of<value::TypeKind::map>(element); }

}  // namespace tieline::terraform
