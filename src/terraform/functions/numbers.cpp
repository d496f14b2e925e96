#include <cmath>
#include <optional>
#include <string>

#include "terraform/convert.h"
#include "terraform/functions/function.h"
#include "terraform/operators.h"
#include "terraform/unicode.h"

/// Functions over numbers, and over lists of numbers and booleans.
namespace tieline::terraform {
namespace {

using value::Condition;
using value::Kind;
using value::Naming;

CallResult abs(Call& call) {
  const Number& number = call[0].number();
  return call.number(number.sign() < 0 ? -number : number);
}

CallResult ceil(Call& call) { return call.number(call[0].number().ceiling()); }
CallResult floor(Call& call) { return call.number(call[0].number().floor()); }

CallResult log(Call& call) {
  const double result = std::log(call[0].number().to_double()) / std::log(call[1].number().to_double());
  if (std::isnan(result)) return call.fail("the logarithm of these numbers is no number");
  return call.number(Number::from_double(result));
}

CallResult pow(Call& call) {
  const double result = std::pow(call[0].number().to_double(), call[1].number().to_double());
  if (std::isnan(result)) return call.fail("the power of these numbers is no number");
  return call.number(Number::from_double(result));
}

CallResult signum(Call& call) {
  if (!call.whole(0)) return call.fail_whole();
  return call.number(Number(call[0].number().sign()));
}

CallResult max(Call& call) {
  if (call.count() == 0) return call.fail("must pass at least one number");
  std::size_t best = 0;
  for (std::size_t i = 1; i < call.count(); ++i) {
    if (call[i].number() > call[best].number()) best = i;
  }
  return {call[best]};
}

CallResult min(Call& call) {
  if (call.count() == 0) return call.fail("must pass at least one number");
  std::size_t best = 0;
  for (std::size_t i = 1; i < call.count(); ++i) {
    if (call[i].number() < call[best].number()) best = i;
  }
  return {call[best]};
}

CallResult parseint(Call& call) {
  const Value text = call[0];
  const Type* type = value::type_of(call.arena(), text);
  if (type->kind != value::TypeKind::string && type->kind != value::TypeKind::any) {
    return call.fail(0, "first argument must be a string, not " + friendly_name(*type, Naming::of_value));
  }
  if (!text.is(Kind::string) || !call[1].is(Kind::number)) return call.unknown();
  const auto base = call.whole(1);
  if (!base) return call.fail_whole(1);
  if (*base < 2 || *base > 62) return call.fail(1, "base must be a whole number between 2 and 62 inclusive");
  const auto number = Number::parse_integer(text.string(), static_cast<int>(*base));
  if (number) return call.number(*number);
  const std::string shown = text.is_sensitive() ? "(sensitive value)" : quote(text.string());
  const std::string shown_base = call[1].is_sensitive() ? "(sensitive value)" : std::to_string(*base);
  return call.fail(0, "cannot parse " + shown + " as a base " + shown_base + " integer");
}

CallResult sum(Call& call) {
  const Value list = call[0];
  constexpr const char* wrong = "argument must be list, set, or tuple of number values";
  if (list.is(Kind::mapping)) {
    if (list.entries().empty() && list.rest() == nullptr) return call.fail(0, "cannot sum an empty list");
    return call.fail(0, "argument must be list, set, or tuple. Received " +
                            friendly_name(*value::type_of(call.arena(), list), Naming::of_value));
  }
  if (!list.is(Kind::sequence)) return call.fail(0, "cannot sum noniterable");
  if (list.items().empty()) return call.fail(0, "cannot sum an empty list");
  if (!list.is_wholly_known()) return call.unknown();
  std::optional<Number> total;
  for (const Value item : list.items()) {
    const ConvertResult number = convert(call.arena(), call.context.conditions, item, *value::number_type());
    if (item.is_null() || number.error) return call.fail(0, wrong);
    const Number& one = number.value.number();
    if (total && total->is_infinite() && one.is_infinite() && total->sign() != one.sign()) {
      return call.fail("can't compute sum of opposing infinities");
    }
    total = total ? *total + one : one;
  }
  return call.number(*total);
}

/// Whether all (or any) of a list of booleans hold. A null is false.
CallResult fold(Call& call, bool all) {
  ConditionSpace& conditions = call.context.conditions;
  std::optional<Condition> result = all ? Condition::always() : Condition::never();
  bool open = false;
  for (const Value item : call[0].items()) {
    const std::optional<Condition> one = item.is_null() ? Condition::never() : truth_of(call.arena(), conditions, item);
    if (!one) {
      open = true;
      continue;
    }
    result = all ? conditions.conjunction(*result, *one) : conditions.disjunction(*result, *one);
  }
  if (result->is_never() && (all || !open)) return call.boolean(false);
  if (result->is_always() && (!all || !open)) return call.boolean(true);
  if (open) return call.unknown();
  return call.unknown({.type = value::boolean_type(), .truth = *result, .not_null = true});
}

CallResult alltrue(Call& call) { return fold(call, true); }
CallResult anytrue(Call& call) { return fold(call, false); }

}  // namespace

void add_number_functions(std::vector<Function>& table) {
  const Type* number = value::number_type();
  const Type* any = value::any_type();
  table.push_back({"abs", {{"num", number}}, {}, number, abs});
  table.push_back({"ceil", {{"num", number}}, {}, number, ceil});
  table.push_back({"floor", {{"num", number}}, {}, number, floor});
  table.push_back({"log", {{"num", number}, {"base", number}}, {}, number, log});
  table.push_back({"pow", {{"num", number}, {"power", number}}, {}, number, pow});
  table.push_back({"signum", {{"num", number}}, {}, number, signum});
  table.push_back({"max", {}, Parameter{"numbers", number}, number, max});
  table.push_back({"min", {}, Parameter{"numbers", number}, number, min});
  table.push_back(
      {"parseint", {{"number", any, takes_unknown}, {"base", number, takes_unknown}}, {}, number, parseint});
  table.push_back({"sum", {{"list", any}}, {}, number, sum});
  const Type* booleans = list_of(value::boolean_type());
  table.push_back({"alltrue", {{"list", booleans}}, {}, value::boolean_type(), alltrue});
  table.push_back({"anytrue", {{"list", booleans}}, {}, value::boolean_type(), anytrue});
}

}  // namespace tieline::terraform
