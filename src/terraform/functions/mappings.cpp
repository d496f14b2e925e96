#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "terraform/collections.h"
#include "terraform/convert.h"
#include "terraform/equality.h"
#include "terraform/functions/function.h"
#include "terraform/unicode.h"

/// Functions over maps and objects, and those that choose among values.
namespace tieline::terraform {
namespace {

using value::Branch;
using value::Condition;
using value::Flavour;
using value::Kind;
using value::MappingEntry;
using value::Naming;
using value::TypeKind;

bool may_be_mapping(Value value) {
  if (value.is(Kind::mapping)) return true;
  if (!value.is(Kind::unknown)) return false;
  const TypeKind kind = value.refinement().type != nullptr ? value.refinement().type->kind : TypeKind::any;
  return kind == TypeKind::any || kind == TypeKind::map || kind == TypeKind::object;
}

bool is_map(const Type* type) { return type->kind == TypeKind::map; }

CallResult length(Call& call) {
  const Value value = call[0];
  if (value.is(Kind::string)) return call.number(Number(static_cast<std::int64_t>(character_count(value.string()))));
  if (value.is(Kind::template_)) {
    Refinement known{.type = value::number_type(), .not_null = true, .bounded = true};
    for (const Value part : value.items()) known.length_min += character_count(part.string());
    // Characters of neighbouring parts may join into one.
    known.length_min = known.length_min == 0 ? 0 : 1;
    return call.unknown(known);
  }
  const Type* type = value::type_of(call.arena(), value);
  if (type->kind == TypeKind::boolean || type->kind == TypeKind::number) {
    return call.fail("argument must be a string, a collection type, or a structural type");
  }
  if (value.is(Kind::unknown)) {
    if (type->kind == TypeKind::tuple) return call.number(Number(static_cast<std::int64_t>(type->items.size())));
    if (type->kind == TypeKind::object) return call.number(Number(static_cast<std::int64_t>(type->fields.size())));
  }
  const LengthRange range = length_range(value);
  if (range.exact()) return call.number(Number(static_cast<std::int64_t>(range.least)));
  Refinement known{.type = value::number_type(), .not_null = true, .bounded = true};
  known.length_min = range.least;
  known.length_max = range.most;
  return call.unknown(known);
}

CallResult keys(Call& call) {
  const Value mapping = call[0];
  if (!may_be_mapping(mapping)) return call.fail(0, "must have map or object type");
  const Type* type = value::type_of(call.arena(), mapping);
  if (mapping.is(Kind::unknown)) {
    Refinement known{.type = is_map(type) ? list_of(value::string_type()) : nullptr, .not_null = true};
    return call.unknown(known);
  }
  std::vector<Value> items;
  // Keys that are not known may come before those that are.
  if (mapping.rest() != nullptr) {
    const Value key = value::unknown(call.arena(), {.type = value::string_type(), .not_null = true}, call.span);
    items.push_back(value::rest_of(call.arena(), key, call.span));
  }
  for (const MappingEntry& entry : sorted_entries(mapping)) {
    items.push_back(value::string_view(call.arena(), entry.key, entry.key_span.valid() ? entry.key_span : call.span));
  }
  return call.sequence(items, mapping.flavour() == Flavour::map ? value::string_type() : nullptr);
}

CallResult values(Call& call) {
  const Value mapping = call[0];
  if (!may_be_mapping(mapping)) return call.fail("values() requires a map as the first argument");
  const Type* type = value::type_of(call.arena(), mapping);
  if (mapping.is(Kind::unknown)) {
    Refinement known{.type = is_map(type) ? collection_type(call.arena(), TypeKind::list, type->element) : nullptr,
                     .not_null = true};
    return call.unknown(known);
  }
  std::vector<Value> items;
  if (mapping.rest() != nullptr) items.push_back(value::rest_of(call.arena(), *mapping.rest(), mapping.span()));
  for (const MappingEntry& entry : sorted_entries(mapping)) {
    const bool uncertain = mapping.rest_overrides();
    items.push_back(uncertain ? unknown_like(call.arena(), entry.value, nullptr) : entry.value);
  }
  return call.sequence(items, mapping.flavour() == Flavour::map ? type->element : nullptr);
}

CallResult lookup(Call& call) {
  if (call.count() > 3) {
    return call.fail("lookup() takes two or three arguments, got " + std::to_string(call.count()));
  }
  const Value mapping = call[0];
  if (!may_be_mapping(mapping)) return call.fail(0, "lookup() requires a map as the first argument");
  const Type* type = value::type_of(call.arena(), mapping);
  const Type* element = is_map(type) ? type->element : nullptr;
  std::optional<Value> fallback;
  if (call.count() == 3) {
    fallback = call[2];
    if (element != nullptr) {
      const ConvertResult converted = convert(call.arena(), call.context.conditions, call[2], *element);
      if (converted.error) return call.fail(2, "the default value must have the same type as the map elements");
      fallback = converted.value;
    }
  }
  if (mapping.is(Kind::unknown)) return call.unknown({.type = element});
  if (!call[1].is(Kind::string)) {
    const Value otherwise = fallback ? *fallback : value::unknown(call.arena(), {.type = element});
    return {select_by_key(call.arena(), call.context.conditions, mapping, call[1], otherwise)};
  }
  const std::string_view key = call.text(1);
  if (const Value* found = mapping.find(key); found != nullptr) {
    return {mapping.rest_overrides() ? unknown_like(call.arena(), *found, element) : *found};
  }
  if (mapping.rest() != nullptr) return call.unknown({.type = element});
  if (fallback) return {*fallback};
  if (element == nullptr) return call.fail(0, "the given object has no attribute " + quote(key));
  if (call[1].is_sensitive()) return call.fail("lookup failed to find key (sensitive value)");
  return call.fail("lookup failed to find key " + quote(key));
}

/// Several mappings laid over one another.
class Merge {
 public:
  explicit Merge(Call& call) : call_(call) {}

  void add(Value mapping) {
    if (mapping.is(Kind::unknown)) {
      overrides_ = overrides_ || !entries_.empty();
      rest_ = rest_ ? value::unknown(call_.arena(), {}) : unknown_element(call_.arena(), mapping);
      return;
    }
    if (mapping.rest() != nullptr) {
      overrides_ = overrides_ || !entries_.empty() || mapping.rest_overrides();
      rest_ = rest_ ? value::unknown(call_.arena(), {}) : *mapping.rest();
    }
    for (const MappingEntry& entry : mapping.entries()) entries_.insert_or_assign(entry.key, entry);
  }

  [[nodiscard]] std::size_t size() const { return entries_.size(); }

  Value result(Flavour flavour, const Type* element) const {
    std::vector<MappingEntry> entries;
    entries.reserve(entries_.size());
    for (const auto& [key, entry] : entries_) entries.push_back(entry);
    const Value merged = rest_ ? value::open_mapping(call_.arena(), entries, *rest_, overrides_, flavour, call_.span)
                               : value::mapping(call_.arena(), entries, flavour, call_.span);
    return flavour == Flavour::map ? with_flavour(call_.arena(), merged, flavour, element) : merged;
  }

 private:
  Call& call_;
  std::map<std::string_view, MappingEntry> entries_;
  std::optional<Value> rest_;
  bool overrides_ = false;
};

CallResult merge(Call& call) {
  Merge merge(call);
  const Type* first = nullptr;
  bool alike = true;
  bool open = false;
  for (const Value argument : call.arguments) {
    const Type* type = value::type_of(call.arena(), argument);
    const bool untyped_null = argument.is_null() && type->kind == TypeKind::any;
    const bool null_mapping = argument.is_null() && (is_map(type) || type->kind == TypeKind::object);
    open = open || type->kind == TypeKind::any;
    if (!may_be_mapping(argument) && !untyped_null && !null_mapping) {
      return call.fail("arguments must be maps or objects, got \"" + friendly_name(*type, Naming::of_value) + "\"");
    }
    if (first == nullptr) first = type;
    alike = alike && value::same_type(*first, *type);
    if (!argument.is_null()) merge.add(argument);
    if (!call.context.budget.items(merge.size())) return call.unknown();
  }
  const bool map = first != nullptr && alike && is_map(first);
  return {merge.result(map ? Flavour::map : Flavour::object, map ? first->element : nullptr)};
}

CallResult zipmap(Call& call) {
  const Value keys = call[0];
  const Value values = call[1];
  const Type* type = value::type_of(call.arena(), values);
  const bool sequence = type->kind == TypeKind::list || type->kind == TypeKind::tuple || type->kind == TypeKind::any;
  if (!sequence || (values.is(Kind::sequence) && values.flavour() == Flavour::set)) {
    return call.fail("values argument must be a list or tuple value");
  }
  const bool map = type->kind == TypeKind::list;
  const Type* result = map ? collection_type(call.arena(), TypeKind::map, type->element) : nullptr;
  if (!keys.has_known_length() || !values.has_known_length()) return call.unknown({.type = result, .not_null = true});
  if (keys.items().size() != values.items().size()) {
    return call.fail("number of keys (" + std::to_string(keys.items().size()) + ") does not match number of values (" +
                     std::to_string(values.items().size()) + ")");
  }
  std::map<std::string_view, MappingEntry> entries;
  std::optional<Value> rest;
  for (std::size_t i = 0; i < keys.items().size(); ++i) {
    const Value key = keys.items()[i];
    if (key.is_null()) return call.fail("keys list has null value at index " + std::to_string(i));
    if (key.is(Kind::string)) {
      entries.insert_or_assign(key.string(), MappingEntry{key.string(), key.span(), values.items()[i]});
    } else {
      rest = rest ? value::unknown(call.arena(), {.type = map ? type->element : nullptr}) : values.items()[i];
    }
  }
  std::vector<MappingEntry> listed;
  for (const auto& [key, entry] : entries) listed.push_back(entry);
  const Flavour flavour = map ? Flavour::map : Flavour::object;
  const Value made = rest ? value::open_mapping(call.arena(), listed, *rest, true, flavour, call.span)
                          : value::mapping(call.arena(), listed, flavour, call.span);
  return {map ? with_flavour(call.arena(), made, flavour, type->element) : made};
}

CallResult transpose(Call& call) {
  if (!call[0].is_wholly_known()) return call.unknown();
  std::map<std::string_view, std::vector<std::string_view>> turned;
  std::size_t total = 0;
  for (const MappingEntry& entry : sorted_entries(call[0])) {
    if (entry.value.is_null()) return call.fail("input must not contain null list");
    for (const Value item : entry.value.items()) {
      if (item.is_null()) return call.fail("input list must not contain null string");
      turned[item.string()].push_back(entry.key);
      ++total;
    }
  }
  if (!call.context.budget.items(total)) return call.unknown();
  std::vector<MappingEntry> entries;
  for (const auto& [key, names] : turned) {
    std::vector<Value> items;
    for (const std::string_view name : names) items.push_back(value::string_view(call.arena(), name, call.span));
    entries.push_back({key, call.span, make_list(call.arena(), items, value::string_type(), call.span)});
  }
  return {make_map(call.arena(), entries, list_of(value::string_type()), call.span)};
}

/// Chooses the first value that is there; identified unknowns in between become alternatives.
class Coalescing {
 public:
  explicit Coalescing(Call& call) : call_(call), conditions_(call.context.conditions) {}

  CallResult run(const Type& type) {
    for (const Value argument : call_.arguments) {
      const ConvertResult converted = convert(call_.arena(), conditions_, argument, type);
      if (converted.error) return call_.fail(*converted.error);
      const Value value = converted.value;
      const bool empty = value.is_null() || (value.is(Kind::string) && value.string().empty());
      if (empty) continue;
      const bool open = value.is(Kind::unknown) || value.is(Kind::template_);
      if (!open || surely_there(value)) return finish(value);
      const std::optional<Condition> missing = missing_when(value);
      if (!missing) return finish(call_.unknown({.type = &type, .not_null = true}).value);
      take(value, *missing);
    }
    if (branches_.empty()) return call_.fail("no non-null, non-empty-string arguments");
    // Where nothing is there the call fails.
    return finish(call_.unknown({.type = &type, .not_null = true}).value);
  }

 private:
  static bool surely_there(Value value) {
    const Type* type = value.refinement().type;
    const bool never_empty = type != nullptr && type->kind != TypeKind::any && type->kind != TypeKind::string;
    return surely_not_empty(value) || (never_empty && value.refinement().not_null);
  }

  std::optional<Condition> missing_when(Value value) {
    if (!value.is(Kind::unknown) || !identifies(value.refinement().cause)) return std::nullopt;
    const std::string_view cause = value.refinement().cause;
    Condition missing = value.refinement().not_null ? Condition::never() : conditions_.equals(cause, "null");
    const Type* type = value.refinement().type;
    const bool may_be_string = type == nullptr || type->kind == TypeKind::any || type->kind == TypeKind::string;
    return may_be_string ? conditions_.disjunction(missing, conditions_.equals(cause, "")) : missing;
  }

  void take(Value value, Condition missing) {
    branches_.push_back({conditions_.conjunction(left_, conditions_.negation(missing)), value});
    left_ = conditions_.conjunction(left_, missing);
  }

  CallResult finish(Value last) {
    if (branches_.empty()) return {last};
    branches_.push_back({left_, last});
    return {value::alternatives(call_.arena(), conditions_, branches_, call_.span)};
  }

  Call& call_;
  ConditionSpace& conditions_;
  std::vector<Branch> branches_;
  Condition left_ = Condition::always();
};

CallResult coalesce(Call& call) {
  std::vector<const Type*> types;
  for (const Value argument : call.arguments) types.push_back(value::type_of(call.arena(), argument));
  const Type* common = unify(call.arena(), types);
  if (common == nullptr) return call.fail("all arguments must have the same type");
  return Coalescing(call).run(*common);
}

/// What Terraform 0.11 had, and who still calls it is told what to write.
CallResult removed(Call& call) {
  const std::string name(call.function.name);
  return call.fail("the \"" + name +
                   "\" function was deprecated in Terraform v0.12 and is no longer available; use to" + name +
                   (name == "list" ? "([ ... ])" : "({ ... })") + " syntax to write a literal " + name);
}

}  // namespace

void add_mapping_functions(std::vector<Function>& table) {
  const Type* any = value::any_type();
  const Type* string = value::string_type();
  constexpr unsigned all = takes_null | takes_unknown | takes_any;
  constexpr unsigned moves = takes_unknown | keeps_marks;
  const Type* lists_by_key = [] {
    static const Type type{.kind = TypeKind::map, .element = list_of(value::string_type())};
    return &type;
  }();
  table.push_back(
      {"length", {{"value", any, takes_unknown | takes_any | keeps_marks}}, {}, value::number_type(), length});
  table.push_back({"keys", {{"inputMap", any, moves}}, {}, any, keys});
  table.push_back({"values", {{"mapping", any, moves}}, {}, any, values});
  table.push_back({"lookup",
                   {{"inputMap", any, moves}, {"key", string, moves}},
                   Parameter{"default", any, all | keeps_marks},
                   any,
                   lookup,
                   true});
  table.push_back({"merge", {}, Parameter{"maps", any, all | keeps_marks}, any, merge});
  table.push_back({"zipmap", {{"keys", list_of(string), moves}, {"values", any, moves}}, {}, any, zipmap});
  table.push_back({"transpose", {{"values", lists_by_key}}, {}, lists_by_key, transpose});
  for (const char* name : {"list", "map"}) table.push_back({name, {}, Parameter{"vals", any, all}, any, removed});
  table.push_back({"coalesce", {}, Parameter{"vals", any, all}, any, coalesce});
}

}  // namespace tieline::terraform
