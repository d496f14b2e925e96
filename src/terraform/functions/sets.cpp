#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "terraform/collections.h"
#include "terraform/convert.h"
#include "terraform/functions/function.h"
#include "terraform/operators.h"

/// Functions over sets. References are elements like any other: the same attribute of the same instance is one element.
namespace tieline::terraform {
namespace {

using value::Answer;
using value::Flavour;
using value::Kind;
using value::Naming;
using value::TypeKind;

/// All arguments as sets of one element type; an error where they have none in common.
std::optional<CallResult> unify_sets(Call& call, const Type*& element) {
  std::vector<const Type*> types;
  for (const Value argument : call.arguments) {
    const Type* type = value::type_of(call.arena(), argument)->element;
    const bool empty = argument.is(Kind::sequence) && argument.items().empty();
    if (type != nullptr && !(empty && type->kind == TypeKind::any)) types.push_back(type);
  }
  element = types.empty() ? value::any_type() : unify(call.arena(), types);
  if (element == nullptr) return call.fail("given sets must all have compatible element types");
  const Type* wanted = collection_type(call.arena(), TypeKind::set, element);
  for (std::size_t i = 0; i < call.count(); ++i) {
    const ConvertResult converted = convert(call.arena(), call.context.conditions, call[i], *wanted);
    if (converted.error) return call.fail(i, *converted.error);
    call.arguments[i] = converted.value;
  }
  return std::nullopt;
}

/// What several sets have, asked for one element at a time.
class Members {
 public:
  explicit Members(Value set) : items_(set.items()), known_(set.is_wholly_known()) {
    if (known_) sorted_.insert(items_.begin(), items_.end());
  }

  [[nodiscard]] Answer has(Value item) const {
    if (item.is(Kind::rest)) return items_.empty() ? Answer::no : Answer::unknown;
    if (known_ && item.is_wholly_known()) return value::answer(sorted_.count(item) > 0);
    // Looking at each with each is for the few that are not known.
    constexpr std::size_t few = 1'000;
    if (items_.size() > few) return Answer::unknown;
    Answer found = Answer::no;
    for (const Value other : items_) {
      found = found || (other.is(Kind::rest) ? Answer::unknown : equal(item, other));
      if (found == Answer::yes) break;
    }
    return found;
  }

 private:
  struct InOrder {
    bool operator()(Value a, Value b) const { return compare_in_set(a, b) < 0; }
  };
  std::span<const Value> items_;
  bool known_;
  std::set<Value, InOrder> sorted_;
};

/// The elements of `set` that are (or are not) among the others; those where it is not known are rest items.
std::vector<Value> filtered(Call& call, std::span<const Value> items, const Members& others, Answer wanted) {
  std::vector<Value> kept;
  for (const Value item : items) {
    const Answer there = others.has(item);
    if (there == wanted) kept.push_back(item);
    if (there == Answer::unknown) {
      kept.push_back(item.is(Kind::rest) ? item : value::rest_of(call.arena(), item, item.span()));
    }
  }
  return kept;
}

bool has_unknown(const Call& call) {
  return std::any_of(call.arguments.begin(), call.arguments.end(), [](Value set) { return !set.is(Kind::sequence); });
}

CallResult set_result(Call& call, std::span<const Value> items, const Type* element) {
  if (!call.context.budget.items(items.size())) return call.unknown();
  return {make_set(call.arena(), items, element, call.span)};
}

CallResult setunion(Call& call) {
  const Type* element = nullptr;
  if (auto error = unify_sets(call, element)) return *error;
  std::vector<Value> items;
  for (const Value set : call.arguments) {
    const std::vector<Value> more =
        set.is(Kind::unknown) ? spread(call.arena(), set) : std::vector<Value>(set.items().begin(), set.items().end());
    items.insert(items.end(), more.begin(), more.end());
  }
  return set_result(call, items, element);
}

CallResult combined(Call& call, Answer wanted) {
  const Type* element = nullptr;
  if (auto error = unify_sets(call, element)) return *error;
  if (has_unknown(call)) {
    return call.unknown({.type = collection_type(call.arena(), TypeKind::set, element), .not_null = true});
  }
  std::vector<Value> items(call[0].items().begin(), call[0].items().end());
  for (std::size_t i = 1; i < call.count(); ++i) items = filtered(call, items, Members(call[i]), wanted);
  return set_result(call, items, element);
}

CallResult setintersection(Call& call) { return combined(call, Answer::yes); }
CallResult setsubtract(Call& call) { return combined(call, Answer::no); }

/// The element type of one factor of a product; null with the message in `error` where it has none.
const Type* factor_type(Call& call, Value factor, std::string& error) {
  const Type* type = value::type_of(call.arena(), factor);
  switch (type->kind) {
    case TypeKind::any:
      return type;
    case TypeKind::list:
    case TypeKind::set:
      return type->element;
    case TypeKind::tuple: {
      if (type->items.empty()) return value::any_type();
      const Type* common = unify(call.arena(), type->items);
      if (common == nullptr) error = "all elements must be of the same type";
      return common;
    }
    default:
      error = "a set or a list is required";
      return nullptr;
  }
}

CallResult setproduct(Call& call) {
  if (call.count() < 2) return call.fail("at least two arguments are required");
  std::vector<const Type*> types;
  bool list = true;
  bool open = false;
  std::size_t total = 1;
  for (std::size_t i = 0; i < call.count(); ++i) {
    std::string error;
    types.push_back(factor_type(call, call[i], error));
    if (types.back() == nullptr) return call.fail(i, error);
    open = open || !call[i].is(Kind::sequence) || !length_range(call[i]).exact();
    if (value::type_of(call.arena(), call[i])->kind == TypeKind::set) list = false;
    if (open) continue;
    total *= call[i].items().size();
    if (!call.context.budget.items(total * call.count())) return call.unknown();
  }
  const Type* tuple = tuple_type(call.arena(), types);
  const Type* result = collection_type(call.arena(), list ? TypeKind::list : TypeKind::set, tuple);
  if (open) return call.unknown({.type = result, .not_null = true});
  std::vector<std::vector<Value>> factors;
  for (std::size_t i = 0; i < call.count(); ++i) {
    std::vector<Value>& items = factors.emplace_back(call[i].items().begin(), call[i].items().end());
    for (Value& item : items) item = convert(call.arena(), call.context.conditions, item, *types[i]).value;
  }
  std::vector<Value> products;
  products.reserve(total);
  std::vector<std::size_t> at(factors.size(), 0);
  for (std::size_t n = 0; n < total; ++n) {
    std::vector<Value> one;
    for (std::size_t i = 0; i < factors.size(); ++i) one.push_back(factors[i][at[i]]);
    products.push_back(value::sequence(call.arena(), one, Flavour::tuple, call.span));
    for (std::size_t i = factors.size(); i-- > 0;) {
      if (++at[i] < factors[i].size()) break;
      at[i] = 0;
    }
  }
  return {list ? make_list(call.arena(), products, tuple, call.span)
               : make_set(call.arena(), products, tuple, call.span)};
}

}  // namespace

void add_set_functions(std::vector<Function>& table) {
  const Type* any = value::any_type();
  const Type* set = set_of(any);
  constexpr unsigned takes = takes_any | takes_unknown;
  table.push_back({"setunion", {{"first_set", set, takes}}, Parameter{"other_sets", set, takes}, set, setunion});
  table.push_back(
      {"setintersection", {{"first_set", set, takes}}, Parameter{"other_sets", set, takes}, set, setintersection});
  table.push_back({"setsubtract", {{"a", set, takes}, {"b", set, takes}}, {}, set, setsubtract});
  table.push_back({"setproduct", {}, Parameter{"sets", any, takes_unknown | keeps_marks}, any, setproduct});
}

}  // namespace tieline::terraform
