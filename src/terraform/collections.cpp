#include "terraform/collections.h"

#include <algorithm>
#include <compare>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "terraform/convert.h"
#include "terraform/equality.h"
#include "terraform/operators.h"
#include "terraform/unicode.h"
#include "text/limits.h"

namespace tieline::terraform {
namespace {

using value::Flavour;
using value::Kind;

/// A text for each worth, by which Terraform orders what has no order of its own.
void append_order_key(Value value, std::string& out) {
  switch (value.kind()) {
    case Kind::null:
      out += '~';
      return;
    case Kind::boolean:
      out += value.boolean() ? 'T' : 'F';
      return;
    case Kind::number:
      out += value.number().to_text('g', 10);
      return;
    case Kind::string:
      out += quote(value.string());
      return;
    case Kind::sequence: {
      const bool tuple = value.flavour() == Flavour::tuple;
      out += tuple ? '<' : '[';
      for (const Value item : value.items()) {
        append_order_key(item, out);
        out += ';';
      }
      out += tuple ? '>' : ']';
      return;
    }
    case Kind::mapping: {
      const bool map = value.flavour() == Flavour::map;
      out += map ? '{' : '<';
      for (const MappingEntry& entry : sorted_entries(value)) {
        if (map) out += quote(entry.key) + ":";
        append_order_key(entry.value, out);
        out += ';';
      }
      out += map ? '}' : '>';
      return;
    }
    default:
      out += '?';
  }
}

std::string order_key(Value value) {
  std::string key;
  append_order_key(value, key);
  return key;
}

int sign(std::strong_ordering order) { return std::is_lt(order) ? -1 : std::is_gt(order) ? 1 : 0; }

bool is_simple(Value value) {
  return value.is(Kind::boolean) || value.is(Kind::number) || value.is(Kind::string) || value.is(Kind::null);
}

/// Known elements in order, equal ones once (the first stays).
std::vector<Value> sorted_unique(std::vector<Value> items) {
  if (std::all_of(items.begin(), items.end(), is_simple)) {
    std::stable_sort(items.begin(), items.end(), [](Value a, Value b) { return compare_in_set(a, b) < 0; });
    items.erase(std::unique(items.begin(), items.end(), [](Value a, Value b) { return compare_in_set(a, b) == 0; }),
                items.end());
    return items;
  }
  std::vector<std::pair<std::string, Value>> keyed;
  keyed.reserve(items.size());
  for (const Value item : items) keyed.emplace_back(item.is_null() ? "\xFF" : order_key(item), item);
  std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Value> out;
  std::size_t group = 0;  // where the elements with this key start
  for (std::size_t i = 0; i < keyed.size(); ++i) {
    if (i == 0 || keyed[i].first != keyed[i - 1].first) group = out.size();
    const bool there = std::any_of(out.begin() + static_cast<std::ptrdiff_t>(group), out.end(),
                                   [&](Value other) { return equal(other, keyed[i].second) == value::Answer::yes; });
    if (!there) out.push_back(keyed[i].second);
  }
  return out;
}

/// What makes two unknown elements one for certain.
using Identity = std::pair<const void*, std::string_view>;

Identity identity(Value value) {
  if (const value::Reference* reference = value.reference();
      reference != nullptr && same_referent(*reference, *reference)) {
    return {reference->resource, reference->attribute};
  }
  return {value.data(), {}};
}

/// Copies what is not wholly known, so that it is another thing; what is shared inside stays shared.
class Copy {
 public:
  explicit Copy(Arena& arena) : arena_(arena) {}

  Value of(Value value) {
    if (value.data() == nullptr || value.is_wholly_known()) return value;
    Value& copy = copies_[value.data()];
    if (copy.data() != nullptr) return copy;
    value::Data data = *value.data();
    data.items = all(data.items, [&](Value& item) { item = of(item); });
    data.entries = all(data.entries, [&](MappingEntry& entry) { entry.value = of(entry.value); });
    data.branches = all(data.branches, [&](value::Branch& branch) { branch.value = of(branch.value); });
    if (data.inner != nullptr) data.inner = arena_.make<Value>(of(*data.inner));
    if (data.refinement != nullptr) data.refinement = arena_.make<value::Refinement>(*data.refinement);
    const Value made(arena_.make<value::Data>(data));
    return copies_[value.data()] = made;
  }

 private:
  template <typename T, typename Change>
  std::span<const T> all(std::span<const T> parts, const Change& change) {
    const std::span<T> copied = arena_.copy(parts);
    for (T& part : copied) change(part);
    return copied;
  }

  Arena& arena_;
  std::unordered_map<const value::Data*, Value> copies_;
};

}  // namespace

int compare_in_set(Value a, Value b) {
  if (a.is_null() || b.is_null()) return static_cast<int>(a.is_null()) - static_cast<int>(b.is_null());
  if (a.kind() != b.kind()) return a.kind() < b.kind() ? -1 : 1;
  switch (a.kind()) {
    case Kind::string:
      return a.string().compare(b.string());
    case Kind::number:
      return sign(a.number() <=> b.number());
    case Kind::boolean:
      return static_cast<int>(a.boolean()) - static_cast<int>(b.boolean());
    default:
      return order_key(a).compare(order_key(b));
  }
}

Value make_list(Arena& arena, std::span<const Value> items, const Type* element, Span span) {
  return with_flavour(arena, value::sequence(arena, items, Flavour::list, span), Flavour::list, element);
}

Value make_set(Arena& arena, std::span<const Value> items, const Type* element, Span span) {
  std::vector<Value> known;
  std::vector<Value> open;
  std::vector<Value> rests;
  std::map<Identity, bool> seen;
  bool sensitive = false;
  for (Value item : items) {
    sensitive = sensitive || item.is_sensitive();
    item = with_sensitive(arena, item, false);
    if (item.is(Kind::rest)) {
      rests.push_back(item);
    } else if (item.is_wholly_known()) {
      known.push_back(item);
    } else if (seen.emplace(identity(item), true).second) {
      open.push_back(item);
    }
  }
  std::vector<Value> all = sorted_unique(std::move(known));
  all.insert(all.end(), open.begin(), open.end());
  all.insert(all.end(), rests.begin(), rests.end());
  const Value set = with_flavour(arena, value::sequence(arena, all, Flavour::set, span), Flavour::set, element);
  return sensitive ? with_sensitive(arena, set) : set;
}

Value make_map(Arena& arena, std::span<const MappingEntry> entries, const Type* element, Span span) {
  std::vector<MappingEntry> sorted(entries.begin(), entries.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const MappingEntry& a, const MappingEntry& b) { return a.key < b.key; });
  return with_flavour(arena, value::mapping(arena, sorted, Flavour::map, span), Flavour::map, element);
}

std::vector<MappingEntry> sorted_entries(Value mapping) {
  std::vector<MappingEntry> entries(mapping.entries().begin(), mapping.entries().end());
  const auto by_key = [](const MappingEntry& a, const MappingEntry& b) { return a.key < b.key; };
  if (!std::is_sorted(entries.begin(), entries.end(), by_key)) {
    std::stable_sort(entries.begin(), entries.end(), by_key);
  }
  return entries;
}

namespace {

/// Whether an element of a set, which is not wholly known, surely differs from all before it.
bool surely_new(std::span<const Value> items, std::size_t at) {
  // Comparing each with each is for the few elements that people write.
  constexpr std::size_t few = 200;
  if (at > few) return false;
  return std::all_of(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(at),
                     [&](Value other) { return equal(other, items[at]) == value::Answer::no; });
}

}  // namespace

std::vector<Value> elements_of(Arena& arena, Value sequence) {
  const auto items = sequence.items();
  std::vector<Value> out(items.begin(), items.end());
  if (sequence.flavour() != Flavour::set || sequence.is_wholly_known()) return out;
  for (std::size_t i = 1; i < items.size(); ++i) {
    const Value item = items[i];
    if (!item.is_wholly_known() && !item.is(Kind::rest) && !surely_new(items, i)) {
      out[i] = value::rest_of(arena, item, item.span());
    }
  }
  return out;
}

LengthRange length_range(Value collection) {
  if (collection.is(Kind::mapping)) {
    const std::uint64_t listed = collection.entries().size();
    return {listed, collection.rest() != nullptr ? UINT64_MAX : listed};
  }
  if (collection.is(Kind::sequence)) {
    const auto items = collection.items();
    LengthRange range{0, 0};
    bool open = false;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (items[i].is(Kind::rest)) {
        open = true;
        continue;
      }
      ++range.most;
      const auto branches = items[i].branches();
      const bool may_be_absent = std::any_of(branches.begin(), branches.end(),
                                             [](const value::Branch& branch) { return branch.value.is(Kind::absent); });
      const bool may_coincide =
          collection.flavour() == Flavour::set && i > 0 && !items[i].is_wholly_known() && !surely_new(items, i);
      if (!may_be_absent && !may_coincide) ++range.least;
    }
    if (open) range.most = UINT64_MAX;
    return range;
  }
  const value::Refinement& known = collection.refinement();
  if (collection.is(Kind::unknown) && known.bounded) return {known.length_min, known.length_max};
  return {};
}

bool surely_not_empty(Value value) {
  if (value.is(Kind::template_)) {
    return std::any_of(value.items().begin(), value.items().end(),
                       [](Value part) { return part.is(Kind::string) && !part.string().empty(); });
  }
  const value::Reference* reference = value.reference();
  if (!value.is(Kind::unknown) || reference == nullptr) return false;
  const std::string_view name = reference->attribute;
  const auto ends_with = [&](std::string_view end) { return name == end || name.ends_with("_" + std::string(end)); };
  return ends_with("id") || ends_with("arn");
}

std::vector<Value> spread(Arena& arena, Value collection) {
  if (!collection.is(Kind::unknown)) return elements_of(arena, collection);
  constexpr std::uint64_t most_listed = 64;
  const LengthRange range = length_range(collection);
  std::vector<Value> items;
  for (std::uint64_t i = 0; i < std::min(range.least, most_listed); ++i) {
    items.push_back(unknown_element(arena, collection, std::to_string(i)));
  }
  if (!range.exact() || range.least > most_listed) {
    items.push_back(value::rest_of(arena, unknown_element(arena, collection), collection.span()));
  }
  return items;
}

std::optional<Value> item_at(Arena& arena, Value sequence, std::uint64_t index) {
  const auto items = sequence.items();
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].is(Kind::rest)) {
      // Past a rest item all that is known is what every element is.
      const bool alone = items.size() == 1;
      return alone ? one_of_the_rest(arena, *items[i].rest()) : unknown_like(arena, *items[i].rest(), nullptr);
    }
    if (i == index) return items[i];
  }
  return std::nullopt;
}

Value select_by_key(Arena& arena, value::ConditionSpace& conditions, Value mapping, Value key, Value otherwise) {
  const auto entries = mapping.entries();
  const Value unknown = value::unknown(arena, {.type = mapping.element_type()}, key.span());
  if (mapping.rest() != nullptr || entries.size() >= limits::alternatives) return unknown;
  std::vector<value::Branch> branches;
  value::Condition none = value::Condition::always();
  for (const MappingEntry& entry : entries) {
    const auto when = equality_condition(conditions, key, value::string_view(arena, entry.key));
    if (!when) return unknown;
    branches.push_back({*when, entry.value});
    none = conditions.conjunction(none, conditions.negation(*when));
  }
  branches.push_back({none, otherwise});
  return value::alternatives(arena, conditions, branches, key.span());
}

Value one_of_the_rest(Arena& arena, Value rest) { return Copy(arena).of(rest); }

Value with_marks_of(Arena& arena, Value value, Value from) {
  if (from.is_sensitive()) value = with_sensitive(arena, value);
  if (from.is_ephemeral()) value = with_ephemeral(arena, value);
  return value;
}

}  // namespace tieline::terraform
