#include <algorithm>
#include <optional>
#include <string>

#include "terraform/collections.h"
#include "terraform/convert.h"
#include "terraform/equality.h"
#include "terraform/functions/function.h"
#include "terraform/functions/sequence_shape.h"
#include "terraform/operators.h"
#include "text/limits.h"

/// Functions over lists and tuples that move elements about: elements keep what they are, whatever is known of them.
namespace tieline::terraform {
namespace {

using value::Answer;
using value::Branch;
using value::Condition;
using value::Flavour;
using value::Kind;
using value::Naming;
using value::TypeKind;

CallResult concat(Call& call) {
  if (call.count() == 0) return call.fail("at least one argument is required");
  std::vector<const Type*> types;
  for (std::size_t i = 0; i < call.count(); ++i) {
    if (!may_be_sequence(call[i], false)) {
      return call.fail(i, "all arguments must be lists or tuples; got " + type_name(call, call[i]));
    }
    if (is_list(call[i])) types.push_back(value::type_of(call.arena(), call[i]));
  }
  // Lists stay a list where their elements have a type in common; else it is a tuple.
  const Type* common = types.size() == call.count() ? unify(call.arena(), types) : nullptr;
  std::vector<Value> items;
  for (Value argument : call.arguments) {
    if (common != nullptr) argument = convert(call.arena(), call.context.conditions, argument, *common).value;
    const std::vector<Value> more = spread(call.arena(), argument);
    items.insert(items.end(), more.begin(), more.end());
  }
  return call.sequence(items, common != nullptr ? common->element : nullptr);
}

/// One run through a nested sequence, elements in order.
class Flattening {
 public:
  explicit Flattening(Call& call) : call_(call) {}

  void add_all(Value sequence) {
    for (const Value item : elements_of(call_.arena(), sequence)) add(item);
  }

  [[nodiscard]] const std::vector<Value>& items() const { return items_; }
  /// True for marks of a list inside, which then are the result's.
  [[nodiscard]] bool sensitive() const { return sensitive_; }

 private:
  void add(Value item) {
    if (items_.size() > limits::collection_items) return;
    switch (item.kind()) {
      case Kind::sequence:
        sensitive_ = sensitive_ || item.is_sensitive();
        return add_all(item);
      case Kind::rest:
        return add_rest(*item.rest());
      case Kind::unknown:
        return add_unknown(item);
      case Kind::alternatives:
        // Those that are lists were told apart before.
        items_.push_back(item);
        return;
      default:
        items_.push_back(item);
    }
  }

  void add_rest(Value element) {
    if (element.is(Kind::sequence)) {
      for (const Value inner : element.items()) add_rest(inner.is(Kind::rest) ? *inner.rest() : inner);
      return;
    }
    if (element.is(Kind::unknown) && !surely_scalar(element)) {
      const bool list = element.refinement().type != nullptr && element.refinement().type->kind != TypeKind::any;
      element = list ? unknown_element(call_.arena(), element) : unknown_like(call_.arena(), element, nullptr);
    }
    items_.push_back(value::rest_of(call_.arena(), element, element.span()));
  }

  void add_unknown(Value item) {
    if (surely_scalar(item)) {
      items_.push_back(item);
      return;
    }
    for (const Value element : spread(call_.arena(), item)) items_.push_back(element);
  }

  static bool surely_scalar(Value unknown) {
    const Type* type = unknown.refinement().type;
    if (type != nullptr && type->kind != TypeKind::any) {
      return type->kind != TypeKind::list && type->kind != TypeKind::set && type->kind != TypeKind::tuple;
    }
    return surely_not_empty(unknown);
  }

  Call& call_;
  std::vector<Value> items_;
  bool sensitive_ = false;
};

/// The first alternatives inside that may be a list, or null.
const Value* find_list_alternatives(Value sequence) {
  for (const Value& item : sequence.items()) {
    if (item.is(Kind::alternatives)) {
      const auto branches = item.branches();
      const bool lists = std::any_of(branches.begin(), branches.end(),
                                     [](const Branch& branch) { return may_be_sequence(branch.value, true); });
      if (lists) return &item;
    }
    if (item.is(Kind::sequence)) {
      if (const Value* inner = find_list_alternatives(item); inner != nullptr) return inner;
    }
  }
  return nullptr;
}

/// The sequence with one item, wherever it is inside, replaced.
Value replaced(Call& call, Value sequence, const Value* item, Value by) {
  std::vector<Value> items(sequence.items().begin(), sequence.items().end());
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (&sequence.items()[i] == item) {
      items[i] = by;
    } else if (items[i].is(Kind::sequence)) {
      items[i] = replaced(call, items[i], item, by);
    }
  }
  return value::sequence(call.arena(), items, Flavour::tuple, sequence.span());
}

void flatten_branches(Call& call, Value sequence, Condition when, std::vector<Branch>& results) {
  const Value* open = find_list_alternatives(sequence);
  if (open == nullptr || results.size() >= limits::alternatives) {
    Flattening flattening(call);
    flattening.add_all(sequence);
    const Value flat = value::sequence(call.arena(), flattening.items(), Flavour::tuple, call.span);
    results.push_back({when, flattening.sensitive() ? with_sensitive(call.arena(), flat) : flat});
    return;
  }
  for (const Branch& branch : open->branches()) {
    const Condition both = call.context.conditions.conjunction(when, branch.when);
    if (!call.context.conditions.satisfiable(both)) continue;
    flatten_branches(call, replaced(call, sequence, open, branch.value), both, results);
  }
}

CallResult flatten(Call& call) {
  const Value list = call[0];
  if (!may_be_sequence(list, true)) return call.fail("can only flatten lists, sets and tuples");
  if (list.is(Kind::unknown)) return call.unknown();
  std::vector<Branch> results;
  flatten_branches(call, list, Condition::always(), results);
  for (const Branch& result : results) {
    if (!call.context.budget.items(result.value.items().size())) return call.unknown();
  }
  return {value::alternatives(call.arena(), call.context.conditions, results, call.span)};
}

CallResult compact(Call& call) {
  std::vector<Value> items;
  for (const Value item : call[0].items()) {
    const bool open = item.is(Kind::unknown) || item.is(Kind::template_);
    if (item.is(Kind::alternatives)) {
      // Where it is empty it is not there.
      std::vector<Branch> branches;
      for (const Branch& branch : item.branches()) {
        const bool empty = branch.value.is_null() || (branch.value.is(Kind::string) && branch.value.string().empty());
        branches.push_back({branch.when, empty ? value::absent(call.arena()) : branch.value});
      }
      const Value kept = value::alternatives(call.arena(), call.context.conditions, branches, item.span());
      if (!kept.is(Kind::absent)) items.push_back(kept);
    } else if (open && !surely_not_empty(item)) {
      items.push_back(value::rest_of(call.arena(), item, item.span()));
    } else if (!item.is_null() && !(item.is(Kind::string) && item.string().empty())) {
      items.push_back(item);
    }
  }
  return call.sequence(items, value::string_type());
}

CallResult distinct(Call& call) {
  const Value list = call[0];
  const Type* element = element_of(call, list);
  std::vector<Value> kept;
  if (list.is_wholly_known()) {
    // Sorted places find what is equal; the order of the list stays.
    std::vector<std::size_t> order(list.items().size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto items = list.items();
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return compare_in_set(items[a], items[b]) < 0; });
    std::vector<bool> again(items.size(), false);
    for (std::size_t i = 1; i < order.size(); ++i) {
      again[order[i]] = equal(items[order[i]], items[order[i - 1]]) == Answer::yes;
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (!again[i]) kept.push_back(items[i]);
    }
    return call.sequence(kept, element);
  }
  constexpr std::size_t few = 500;
  for (const Value item : list.items()) {
    Answer there = item.is(Kind::rest) ? Answer::no : kept.size() > few ? Answer::unknown : Answer::no;
    for (std::size_t i = 0; i < kept.size() && kept.size() <= few && there != Answer::yes; ++i) {
      const bool rest = kept[i].is(Kind::rest);
      if (item.is(Kind::rest)) break;
      const Answer same = equal(rest ? *kept[i].rest() : kept[i], item);
      there = there || (rest && same == Answer::yes ? Answer::unknown : same);
    }
    if (there == Answer::yes) continue;
    kept.push_back(there == Answer::no ? item : value::rest_of(call.arena(), item, item.span()));
  }
  return call.sequence(kept, element);
}

CallResult element(Call& call) {
  const Value list = call[0];
  if (!may_be_sequence(list, false)) return call.fail("cannot read elements from " + type_name(call, list));
  const Type* type = element_of(call, list);
  if (list.is(Kind::sequence) && list.items().empty()) {
    return call.fail("cannot use element function with an empty list");
  }
  if (!call[1].is(Kind::number)) {
    if (list.has_known_length() && list.items().size() == 1) return {list.items().front()};
    return call.unknown({.type = type});
  }
  const auto index = call.whole(1);
  if (!index) return call.fail_whole("invalid index: ");
  if (list.is(Kind::unknown)) {
    if (*index == 0) return {unknown_element(call.arena(), list, "0")};
    return {unknown_element(call.arena(), list)};
  }
  const LengthRange length = length_range(list);
  if (!length.exact() && (*index < 0 || static_cast<std::uint64_t>(*index) >= length.least)) {
    // It wraps around at a length that is not known.
    const auto inside = item_at(call.arena(), list, UINT64_MAX);
    return inside ? CallResult{*inside} : call.unknown({.type = type});
  }
  const auto count = static_cast<std::int64_t>(list.items().size());
  const std::int64_t wrapped = length.exact() ? (*index % count + count) % count : *index;
  const auto item = item_at(call.arena(), list, static_cast<std::uint64_t>(wrapped));
  return item ? CallResult{*item} : call.unknown({.type = type});
}

CallResult slice(Call& call) {
  const Value list = call[0];
  if (list.is(Kind::sequence) && list.flavour() == Flavour::set) {
    return call.fail(
        0,
        "cannot slice a set, because its elements do not have indices; explicitly convert to a list if the "
        "ordering of the result is not important");
  }
  if (!may_be_sequence(list, false)) return call.fail(0, "must be a list or tuple value");
  const LengthRange length = length_range(list);
  const auto start = call.whole(1);
  const auto end = call.whole(2);
  const bool start_known = call[1].is(Kind::number);
  const bool end_known = call[2].is(Kind::number);
  if (start_known && !start) return call.fail_whole(1, "invalid start index: ");
  if (start_known && *start < 0) return call.fail(1, "start index must not be less than zero");
  const bool bounded = length.most != UINT64_MAX && list.is(Kind::sequence);
  if (start_known && bounded && static_cast<std::uint64_t>(*start) > length.most) {
    return call.fail(1, "start index must not be greater than the length of the list");
  }
  if (end_known && !end) return call.fail_whole(2, "invalid end index: ");
  if (end_known && *end < 0) return call.fail(2, "end index must not be less than zero");
  if (end_known && bounded && static_cast<std::uint64_t>(*end) > length.most) {
    return call.fail(2, "end index must not be greater than the length of the list");
  }
  const Type* type = element_of(call, list);
  const Type* list_type = type != nullptr ? collection_type(call.arena(), TypeKind::list, type) : nullptr;
  if (!start_known || !end_known) return call.unknown({.type = list_type, .not_null = true});
  if (*start > *end) return call.fail(1, "start index must not be greater than end index");
  std::vector<Value> items;
  const std::vector<Value> all = spread(call.arena(), list);
  for (std::int64_t i = *start; i < *end; ++i) {
    const bool past_rest = std::any_of(all.begin(), all.begin() + std::min<std::int64_t>(i + 1, std::ssize(all)),
                                       [](Value item) { return item.is(Kind::rest); });
    if (!past_rest && i < std::ssize(all)) {
      items.push_back(all[static_cast<std::size_t>(i)]);
      continue;
    }
    // The length is at least `end`, or the call fails: the elements are there, and no more is known of them.
    const auto inside = item_at(call.arena(), value::sequence(call.arena(), all), UINT64_MAX);
    items.push_back(inside ? *inside : value::unknown(call.arena(), {.type = type}));
    if (!call.context.budget.items(items.size())) return call.unknown({.type = list_type});
  }
  return call.sequence(items, type);
}

CallResult one(Call& call) {
  const Value list = call[0];
  constexpr const char* wrong = "must be a list, set, or tuple value with either zero or one elements";
  if (!may_be_sequence(list, true)) return call.fail(0, wrong);
  if (list.is(Kind::unknown)) return {unknown_element(call.arena(), list, "0")};
  if (length_range(list).least > 1) return call.fail(0, wrong);
  const auto items = list.items();
  if (items.empty()) return {value::null_of(call.arena(), element_of(call, list), call.span)};
  const Value first = items.front();
  if (!first.is(Kind::rest)) {
    if (items.size() == 1) return {first};
    // Others may be there, but then the call fails; or they are the same one.
    return {first.is(Kind::alternatives) ? unknown_like(call.arena(), first, element_of(call, list)) : first};
  }
  if (items.size() == 1) return {unknown_like(call.arena(), *first.rest(), element_of(call, list))};
  return call.unknown({.type = element_of(call, list)});
}

CallResult reverse(Call& call) {
  const Value list = call[0];
  if (!may_be_sequence(list, true)) {
    return call.fail(0, "can only reverse list or tuple values, not " + type_name(call, list));
  }
  const Type* type = value::type_of(call.arena(), list);
  if (list.is(Kind::unknown)) {
    Refinement known{.type = type->kind == TypeKind::list || type->kind == TypeKind::set
                                 ? collection_type(call.arena(), TypeKind::list, type->element)
                                 : nullptr,
                     .not_null = true};
    return call.unknown(known);
  }
  std::vector<Value> items = elements_of(call.arena(), list);
  std::reverse(items.begin(), items.end());
  return call.sequence(items, list.flavour() == Flavour::tuple ? nullptr : type->element);
}

CallResult sort(Call& call) {
  const Value list = call[0];
  if (list.is(Kind::unknown)) {
    Refinement known{.type = call.function.result, .not_null = true};
    known.bounded = list.refinement().bounded;
    known.length_min = list.refinement().length_min;
    known.length_max = list.refinement().length_max;
    return call.unknown(known);
  }
  std::vector<Value> items(list.items().begin(), list.items().end());
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].is_null()) {
      return call.fail("given list element " + std::to_string(i) + " is null; a null string cannot be sorted");
    }
  }
  // Where not all are known their order is not, either; but it is they who are in the list.
  if (list.is_wholly_known()) {
    std::stable_sort(items.begin(), items.end(), [](Value a, Value b) { return a.string() < b.string(); });
  }
  return call.sequence(items, value::string_type());
}

CallResult chunklist(Call& call) {
  const Value list = call[0];
  const auto size = call.whole(1);
  if (!size) return call.fail_whole("invalid size: ");
  if (*size < 0) return call.fail("the size argument must be positive");
  const Type* type = value::type_of(call.arena(), list);
  if (!list.has_known_length()) {
    return call.unknown({.type = collection_type(call.arena(), TypeKind::list, type), .not_null = true});
  }
  const auto items = list.items();
  std::vector<Value> chunks;
  const std::size_t step = *size == 0 ? items.size() : static_cast<std::size_t>(*size);
  for (std::size_t i = 0; i < items.size(); i += step) {
    chunks.push_back(
        make_list(call.arena(), items.subspan(i, std::min(step, items.size() - i)), type->element, call.span));
  }
  return call.sequence(chunks, type);
}

}  // namespace

void add_sequence_functions(std::vector<Function>& table) {
  const Type* any = value::any_type();
  const Type* number = value::number_type();
  const Type* strings = list_of(value::string_type());
  constexpr unsigned moves = takes_unknown | keeps_marks;
  table.push_back({"concat", {}, Parameter{"seqs", any, moves}, any, concat});
  table.push_back({"flatten", {{"list", any, moves}}, {}, any, flatten});
  table.push_back({"compact", {{"list", strings}}, {}, strings, compact});
  table.push_back({"distinct", {{"list", list_of(any)}}, {}, list_of(any), distinct});
  table.push_back({"element", {{"list", any, moves}, {"index", number, takes_unknown}}, {}, any, element, true});
  table.push_back({"slice",
                   {{"list", any, moves}, {"start_index", number, takes_unknown}, {"end_index", number, takes_unknown}},
                   {},
                   any,
                   slice});
  table.push_back({"one", {{"list", any, moves}}, {}, any, one, true});
  table.push_back({"reverse", {{"list", any, moves}}, {}, any, reverse});
  table.push_back({"sort", {{"list", strings, takes_unknown}}, {}, strings, sort});
  table.push_back(
      {"chunklist", {{"list", list_of(any), keeps_marks}, {"size", number, keeps_marks}}, {}, any, chunklist});
}

}  // namespace tieline::terraform
