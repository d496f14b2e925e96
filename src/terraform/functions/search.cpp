#include <algorithm>
#include <optional>
#include <string>

#include "terraform/collections.h"
#include "terraform/convert.h"
#include "terraform/equality.h"
#include "terraform/functions/function.h"
#include "terraform/functions/sequence_shape.h"
#include "terraform/operators.h"

/// Functions that look for something in lists, and `range`.
namespace tieline::terraform {
namespace {

using value::Answer;
using value::Branch;
using value::Condition;
using value::Kind;
using value::TypeKind;

bool is_sequence_type(const Type& type) { return type.kind == TypeKind::list || type.kind == TypeKind::tuple; }

CallResult coalescelist(Call& call) {
  if (call.count() == 0) return call.fail("at least one argument is required");
  std::vector<Branch> branches;
  Condition left = Condition::always();
  ConditionSpace& conditions = call.context.conditions;
  for (const Value list : call.arguments) {
    const bool null_list = list.is_null() && is_sequence_type(*value::type_of(call.arena(), list));
    if (!null_list && !may_be_sequence(list, false)) {
      return call.fail("coalescelist arguments must be lists or tuples");
    }
    if (null_list) continue;
    const LengthRange length = length_range(list);
    if (length.least > 0) {
      branches.push_back({left, list});
      return {value::alternatives(call.arena(), conditions, branches, call.span)};
    }
    if (length.most == 0) continue;
    // An identified list that may be empty: the next one counts where it is.
    const std::string_view cause = list.refinement().cause;
    if (!list.is(Kind::unknown) || !identifies(cause)) return call.unknown();
    Condition empty = conditions.equals("length(" + std::string(cause) + ")", "0");
    if (!list.refinement().not_null) empty = conditions.disjunction(empty, conditions.equals(cause, "null"));
    branches.push_back({conditions.conjunction(left, conditions.negation(empty)), list});
    left = conditions.conjunction(left, empty);
  }
  if (branches.empty()) return call.fail("no non-null arguments");
  branches.push_back({left, call.unknown().value});
  return {value::alternatives(call.arena(), conditions, branches, call.span)};
}

/// When one value equals another, as far as that can be said.
std::optional<Condition> same_when(Call& call, Value a, Value b) {
  const Answer same = equal(a, b);
  if (same != Answer::unknown) return same == Answer::yes ? Condition::always() : Condition::never();
  return equality_condition(call.context.conditions, a, b);
}

CallResult contains(Call& call) {
  const Value list = call[0];
  if (!may_be_sequence(list, true)) return call.fail("argument must be list, tuple, or set");
  if (list.is(Kind::unknown)) return call.unknown();
  std::optional<Condition> found = Condition::never();
  for (const Value item : list.items()) {
    if (item.is(Kind::rest)) {
      found = std::nullopt;
      continue;
    }
    const std::optional<Condition> same = same_when(call, item, call[1]);
    if (same && same->is_always()) return call.boolean(true);
    found = found && same ? std::optional(call.context.conditions.disjunction(*found, *same)) : std::nullopt;
  }
  if (!found) return call.unknown();
  if (found->is_never()) return call.boolean(false);
  return call.unknown({.type = value::boolean_type(), .truth = *found, .not_null = true});
}

CallResult index(Call& call) {
  const Value list = call[0];
  if (!may_be_sequence(list, false)) return call.fail("argument must be a list or tuple");
  if (list.is(Kind::unknown)) return call.unknown();
  if (list.items().empty()) return call.fail("cannot search an empty list");
  std::int64_t at = 0;
  for (const Value item : list.items()) {
    const Answer same = item.is(Kind::rest) ? Answer::unknown : equal(item, call[1]);
    if (same == Answer::unknown) return call.unknown();
    if (same == Answer::yes) return call.number(Number(at));
    ++at;
  }
  return call.fail("item not found");
}

CallResult matchkeys(Call& call) {
  const Value values = call[0];
  Value keys = call[1];
  Value searchset = call[2];
  const Type* types[] = {value::type_of(call.arena(), keys), value::type_of(call.arena(), searchset)};
  const Type* common = unify(call.arena(), types);
  if (common == nullptr) return call.fail("keys and searchset must be of the same type");
  if (!values.has_known_length() || !keys.has_known_length()) {
    return call.unknown({.type = value::type_of(call.arena(), values), .not_null = true});
  }
  if (values.items().size() != keys.items().size()) return call.fail("length of keys and values should be equal");
  keys = convert(call.arena(), call.context.conditions, keys, *common).value;
  searchset = convert(call.arena(), call.context.conditions, searchset, *common).value;
  if (!call.context.budget.steps(keys.items().size() * searchset.items().size())) return call.unknown();
  std::vector<Value> found;
  for (std::size_t i = 0; i < keys.items().size(); ++i) {
    Answer there = Answer::no;
    for (const Value search : searchset.items()) {
      there = there || (search.is(Kind::rest) ? Answer::unknown : equal(keys.items()[i], search));
      if (there == Answer::yes) break;
    }
    const Value item = values.items()[i];
    if (there == Answer::yes) found.push_back(item);
    if (there == Answer::unknown) found.push_back(value::rest_of(call.arena(), item, item.span()));
  }
  return call.sequence(found, element_of(call, values));
}

CallResult range(Call& call) {
  const auto at = [&](std::size_t i) -> const Number& { return call[i].number(); };
  const Number zero(0);
  Number start = zero;
  Number end = zero;
  Number step(1);
  switch (call.count()) {
    case 1:
      end = at(0);
      if (end < zero) step = Number(-1);
      break;
    case 2:
      start = at(0);
      end = at(1);
      if (end < start) step = Number(-1);
      break;
    case 3:
      start = at(0);
      end = at(1);
      step = at(2);
      break;
    default:
      return call.fail("must have one, two, or three arguments");
  }
  const bool down = step < zero;
  if (down && end > start) return call.fail(1, "end must be less than start when step is negative");
  if (!down && end < start) return call.fail(1, "end must be greater than start when step is positive");
  constexpr std::size_t most = 1024;  // Terraform's own limit
  std::vector<Value> items;
  for (Number number = start; down ? number > end : number < end; number = number + step) {
    if (items.size() >= most) {
      return call.fail(
          "more than 1024 values were generated; either decrease the difference between start and end or use a smaller "
          "step");
    }
    items.push_back(value::number(call.arena(), number, call.span));
  }
  return call.sequence(items, value::number_type());
}

}  // namespace

void add_search_functions(std::vector<Function>& table) {
  const Type* any = value::any_type();
  const Type* number = value::number_type();
  table.push_back(
      {"coalescelist", {}, Parameter{"vals", any, takes_null | takes_unknown | takes_any}, any, coalescelist});
  table.push_back(
      {"contains", {{"list", any, takes_unknown}, {"value", any, takes_unknown}}, {}, value::boolean_type(), contains});
  table.push_back({"index", {{"list", any, takes_unknown}, {"value", any, takes_unknown}}, {}, number, index});
  table.push_back({"matchkeys",
                   {{"values", list_of(any)}, {"keys", list_of(any)}, {"searchset", list_of(any)}},
                   {},
                   list_of(any),
                   matchkeys});
  table.push_back({"range", {}, Parameter{"params", number}, list_of(number), range});
}

}  // namespace tieline::terraform
