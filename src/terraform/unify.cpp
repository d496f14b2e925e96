#include "terraform/unify.h"

#include <algorithm>
#include <array>
#include <vector>

#include "terraform/convert.h"
#include "terraform/unicode.h"

namespace tieline::terraform {
namespace {

using value::Naming;
using value::TypeField;
using value::TypeKind;
using Types = std::span<const Type* const>;

bool is_collection(TypeKind kind) { return kind == TypeKind::list || kind == TypeKind::set || kind == TypeKind::map; }

bool same_or_convertible(Arena& arena, const Type& from, const Type& to, Safety safety) {
  return value::same_type(from, to) || convertible(arena, from, to, safety);
}

/// The elements of a tuple or object, to a collection of `element`.
bool all_convertible(Arena& arena, Types elements, const Type* element, Safety safety) {
  if (elements.empty()) return true;
  if (element->kind == TypeKind::any) return unify(arena, elements, safety) != nullptr;
  return std::all_of(elements.begin(), elements.end(),
                     [&](const Type* one) { return same_or_convertible(arena, *one, *element, safety); });
}

std::vector<const Type*> field_types(const Type& object) {
  std::vector<const Type*> types;
  types.reserve(object.fields.size());
  for (const TypeField& field : object.fields) types.push_back(field.type);
  return types;
}

bool object_convertible(Arena& arena, const Type& from, const Type& to, Safety safety) {
  return std::all_of(to.fields.begin(), to.fields.end(), [&](const TypeField& field) {
    const TypeField* given = find_field(from, field.name);
    return given == nullptr ? field.optional : same_or_convertible(arena, *given->type, *field.type, safety);
  });
}

bool tuple_convertible(Arena& arena, const Type& from, const Type& to, Safety safety) {
  if (from.items.size() != to.items.size()) return false;
  for (std::size_t i = 0; i < to.items.size(); ++i) {
    if (!same_or_convertible(arena, *from.items[i], *to.items[i], safety)) return false;
  }
  return true;
}

bool map_to_object_convertible(Arena& arena, const Type& from, const Type& to) {
  // An optional attribute of another type is no obstacle as long as the map has no such key.
  return std::all_of(to.fields.begin(), to.fields.end(), [&](const TypeField& field) {
    return field.optional || same_or_convertible(arena, *from.element, *field.type, Safety::unsafe);
  });
}

// ---- which of several types is the more general ------------------------------------------------------------------

enum class Order { first, neither, second };

Order reversed(Order order) {
  return order == Order::first ? Order::second : order == Order::second ? Order::first : order;
}

Order more_general(const Type& a, const Type& b);

/// Of two structures with the same fields: the one that is more general somewhere and less so nowhere.
template <typename Next>
Order all_fields(std::size_t count, Next next) {
  bool first = false;
  bool second = false;
  for (std::size_t i = 0; i < count; ++i) {
    const Order one = next(i);
    first = first || one == Order::first;
    second = second || one == Order::second;
  }
  return first == second ? Order::neither : first ? Order::first : Order::second;
}

Order more_general(const Type& a, const Type& b) {
  if (a.kind == TypeKind::any || b.kind == TypeKind::any) {
    // Whatever it becomes is hoped to be like its neighbours.
    return a.kind == b.kind ? Order::neither : a.kind == TypeKind::any ? Order::second : Order::first;
  }
  if (value::is_primitive(a.kind) && value::is_primitive(b.kind)) {
    if (a.kind == b.kind) return Order::neither;
    return a.kind == TypeKind::string ? Order::first : b.kind == TypeKind::string ? Order::second : Order::neither;
  }
  if (a.kind == b.kind) {
    if (is_collection(a.kind)) return more_general(*a.element, *b.element);
    if (a.kind == TypeKind::tuple && a.items.size() == b.items.size()) {
      return all_fields(a.items.size(), [&](std::size_t i) { return more_general(*a.items[i], *b.items[i]); });
    }
    const bool same_names = a.kind == TypeKind::object &&
                            std::equal(a.fields.begin(), a.fields.end(), b.fields.begin(), b.fields.end(),
                                       [](const TypeField& x, const TypeField& y) { return x.name == y.name; });
    if (same_names) {
      return all_fields(a.fields.size(),
                        [&](std::size_t i) { return more_general(*a.fields[i].type, *b.fields[i].type); });
    }
    return Order::neither;
  }
  static constexpr std::array<std::pair<TypeKind, TypeKind>, 4> general_first = {{
      {TypeKind::list, TypeKind::set},
      {TypeKind::tuple, TypeKind::set},
      {TypeKind::list, TypeKind::tuple},
      {TypeKind::map, TypeKind::object},
  }};
  for (const auto& [general, special] : general_first) {
    if (a.kind == general && b.kind == special) return Order::first;
    if (a.kind == special && b.kind == general) return reversed(Order::first);
  }
  return Order::neither;
}

/// Indices of the types, the more general ones first, otherwise in the order given.
std::vector<std::size_t> by_generality(Types types) {
  const std::size_t count = types.size();
  std::vector<std::vector<std::size_t>> less_general(count);
  std::vector<std::size_t> above(count, 0);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j) {
      const Order order = more_general(*types[i], *types[j]);
      if (order == Order::neither) continue;
      const auto [general, special] = order == Order::first ? std::pair(i, j) : std::pair(j, i);
      less_general[general].push_back(special);
      ++above[special];
    }
  }
  std::vector<std::size_t> sorted;
  for (std::size_t i = 0; i < count; ++i) {
    if (above[i] == 0) sorted.push_back(i);
  }
  for (std::size_t next = 0; next < sorted.size(); ++next) {
    for (const std::size_t special : less_general[sorted[next]]) {
      if (--above[special] == 0) sorted.push_back(special);
    }
  }
  return sorted;
}

// ---- unification ---------------------------------------------------------------------------------------------------

/// Comparing each type with each is for as many as people write.
constexpr std::size_t most_types = 256;

/// Every type once: what many have in common is what the different ones have in common. Stops past `most_types`.
std::vector<const Type*> distinct(Types types) {
  std::vector<const Type*> out;
  for (const Type* type : types) {
    if (out.size() > most_types) break;
    const bool there =
        std::any_of(out.begin(), out.end(), [&](const Type* other) { return value::same_type(*type, *other); });
    if (!there) out.push_back(type);
  }
  return out;
}

const Type* unify_elements(Arena& arena, Types types, TypeKind kind, Safety safety) {
  std::vector<const Type*> elements;
  for (const Type* type : types) {
    if (type->element != nullptr) elements.push_back(type->element);
    elements.insert(elements.end(), type->items.begin(), type->items.end());
    for (const TypeField& field : type->fields) elements.push_back(field.type);
  }
  const Type* element = unify(arena, elements, safety);
  if (element == nullptr) return nullptr;
  const Type* result = collection_type(arena, kind, element);
  const bool all = std::all_of(types.begin(), types.end(),
                               [&](const Type* type) { return same_or_convertible(arena, *type, *result, safety); });
  return all ? result : nullptr;
}

/// Objects: of the same attributes each on its own; else all as maps.
const Type* unify_objects(Arena& arena, Types types, Safety safety) {
  const Type& first = *types.front();
  const bool same_names = std::all_of(types.begin(), types.end(), [&](const Type* type) {
    return std::equal(type->fields.begin(), type->fields.end(), first.fields.begin(), first.fields.end(),
                      [](const TypeField& a, const TypeField& b) { return a.name == b.name; });
  });
  if (!same_names) return unify_elements(arena, types, TypeKind::map, safety);
  std::vector<TypeField> fields;
  std::vector<const Type*> across(types.size());
  for (std::size_t i = 0; i < first.fields.size(); ++i) {
    std::transform(types.begin(), types.end(), across.begin(), [&](const Type* type) { return type->fields[i].type; });
    const Type* field = unify(arena, across, safety);
    if (field == nullptr) return nullptr;
    fields.push_back({.name = first.fields[i].name, .type = field});
  }
  return object_type(arena, fields);
}

/// Tuples: of the same length each element on its own; else all as lists.
const Type* unify_tuples(Arena& arena, Types types, Safety safety) {
  const std::size_t length = types.front()->items.size();
  const bool same_length =
      std::all_of(types.begin(), types.end(), [&](const Type* type) { return type->items.size() == length; });
  if (!same_length) return unify_elements(arena, types, TypeKind::list, safety);
  std::vector<const Type*> items;
  std::vector<const Type*> across(types.size());
  for (std::size_t i = 0; i < length; ++i) {
    std::transform(types.begin(), types.end(), across.begin(), [&](const Type* type) { return type->items[i]; });
    const Type* item = unify(arena, across, safety);
    if (item == nullptr) return nullptr;
    items.push_back(item);
  }
  return tuple_type(arena, items);
}

/// One of them, or null.
const Type* most_general(Arena& arena, Types types, Safety safety) {
  for (const std::size_t wanted : by_generality(types)) {
    const bool all = std::all_of(types.begin(), types.end(), [&](const Type* type) {
      return same_or_convertible(arena, *type, *types[wanted], safety);
    });
    if (all) return types[wanted];
  }
  return nullptr;
}

// ---- messages ------------------------------------------------------------------------------------------------------

std::string required(const Type& want) { return friendly_name(want) + " required"; }

std::string object_mismatch(Arena& arena, const Type& got, const Type& want) {
  std::vector<std::string> missing;
  for (const TypeField& field : want.fields) {
    if (find_field(got, field.name) == nullptr && !field.optional) missing.push_back(quote(field.name));
  }
  if (missing.size() == 1) return "attribute " + missing.front() + " is required";
  if (missing.size() == 2) return "attributes " + missing[0] + " and " + missing[1] + " are required";
  if (!missing.empty()) {
    std::string list;
    for (std::size_t i = 0; i + 1 < missing.size(); ++i) list += missing[i] + ", ";
    return "attributes " + list + "and " + missing.back() + " are required";
  }
  for (const TypeField& field : want.fields) {
    const TypeField* given = find_field(got, field.name);
    if (given != nullptr && !same_or_convertible(arena, *given->type, *field.type, Safety::unsafe)) {
      return "attribute " + quote(field.name) + ": " + mismatch(arena, *given->type, *field.type);
    }
  }
  return "incorrect object attributes";
}

std::string structural_mismatch(Arena& arena, const Type& got, const Type& want) {
  if ((want.kind == TypeKind::map) != (got.kind == TypeKind::object)) return required(want);
  const auto wrong = [&](const Type* type) {
    return !same_or_convertible(arena, *type, *want.element, Safety::unsafe);
  };
  for (std::size_t i = 0; i < got.items.size(); ++i) {
    if (wrong(got.items[i]))
      return "element " + std::to_string(i) + ": " + mismatch(arena, *got.items[i], *want.element);
  }
  for (const TypeField& field : got.fields) {
    if (wrong(field.type)) return "element " + quote(field.name) + ": " + mismatch(arena, *field.type, *want.element);
  }
  return "all elements must be " + friendly_name(*want.element);
}

std::string collection_mismatch(Arena& arena, const Type& got, const Type& want) {
  if ((want.kind == TypeKind::map) != (got.kind == TypeKind::map)) return required(want);
  const std::string kind = want.kind == TypeKind::list ? "list" : want.kind == TypeKind::set ? "set" : "map";
  return "incorrect " + kind + " element type: " + mismatch(arena, *got.element, *want.element);
}

/// For lists of objects and their like, which have one friendly name.
bool same_collection_of_structures(const Type& a, const Type& b) {
  return a.kind == b.kind && is_collection(a.kind) && a.element->kind == b.element->kind &&
         (a.element->kind == TypeKind::object || a.element->kind == TypeKind::tuple);
}

}  // namespace

bool convertible(Arena& arena, const Type& from, const Type& to, Safety safety) {
  const bool unsafe = safety == Safety::unsafe;
  if (to.kind == TypeKind::any) return true;
  if (from.kind == TypeKind::any) return unsafe;
  if (value::is_primitive(from.kind) && value::is_primitive(to.kind)) {
    return to.kind == TypeKind::string || from.kind == to.kind || (from.kind == TypeKind::string && unsafe);
  }
  switch (to.kind) {
    case TypeKind::object:
      if (from.kind == TypeKind::object) return object_convertible(arena, from, to, safety);
      return from.kind == TypeKind::map && unsafe && map_to_object_convertible(arena, from, to);
    case TypeKind::tuple:
      return from.kind == TypeKind::tuple && tuple_convertible(arena, from, to, safety);
    case TypeKind::map:
      if (from.kind == TypeKind::object) return all_convertible(arena, field_types(from), to.element, safety);
      return from.kind == TypeKind::map && same_or_convertible(arena, *from.element, *to.element, safety);
    case TypeKind::list:
    case TypeKind::set:
      if (from.kind == TypeKind::tuple) return all_convertible(arena, from.items, to.element, safety);
      if (from.kind != TypeKind::list && from.kind != TypeKind::set) return false;
      if (to.kind == TypeKind::set && from.kind == TypeKind::list && !unsafe) return false;
      return same_or_convertible(arena, *from.element, *to.element, safety);
    default:
      return false;
  }
}

const Type* unify(Arena& arena, std::span<const Type* const> given, Safety safety) {
  if (given.empty()) return nullptr;
  const std::vector<const Type*> types = distinct(given);
  if (types.size() == 1) return types.front();
  if (types.size() > most_types) return value::any_type();
  const auto count = [&](TypeKind kind) {
    return static_cast<std::size_t>(
        std::count_if(types.begin(), types.end(), [&](const Type* type) { return type->kind == kind; }));
  };
  const std::size_t open = count(TypeKind::any);
  for (const TypeKind kind : {TypeKind::map, TypeKind::list, TypeKind::set, TypeKind::object, TypeKind::tuple}) {
    const std::size_t of_kind = count(kind);
    if (of_kind == 0 || of_kind + open != types.size()) continue;
    if (open > 0) return value::any_type();
    if (kind == TypeKind::object) return unify_objects(arena, types, safety);
    if (kind == TypeKind::tuple) return unify_tuples(arena, types, safety);
    return unify_elements(arena, types, kind, safety);
  }
  // Objects among maps are meant as maps, tuples among lists as lists.
  for (const auto& [general, special] :
       {std::pair(TypeKind::map, TypeKind::object), std::pair(TypeKind::list, TypeKind::tuple)}) {
    if (count(general) == 0 || count(special) == 0) continue;
    if (count(general) + count(special) + open != types.size()) continue;
    if (open > 0) return value::any_type();
    if (const Type* unified = unify_elements(arena, types, general, safety); unified != nullptr) return unified;
  }
  if (count(TypeKind::object) > 0 && count(TypeKind::tuple) > 0) return nullptr;
  return most_general(arena, types, safety);
}

std::string mismatch(Arena& arena, const Type& got, const Type& want) {
  const bool structure = got.kind == TypeKind::tuple || got.kind == TypeKind::object;
  const bool any_element = is_collection(want.kind) && want.element->kind == TypeKind::any;
  if (got.kind == TypeKind::object && want.kind == TypeKind::object) return object_mismatch(arena, got, want);
  if (any_element && got.kind == TypeKind::tuple && want.kind == TypeKind::list) {
    return "all list elements must have the same type";
  }
  if (any_element && got.kind == TypeKind::tuple && want.kind == TypeKind::set) {
    return "all set elements must have the same type";
  }
  if (any_element && got.kind == TypeKind::object && want.kind == TypeKind::map) {
    return "all map elements must have the same type";
  }
  if (structure && is_collection(want.kind)) return structural_mismatch(arena, got, want);
  if (is_collection(got.kind) && is_collection(want.kind)) return collection_mismatch(arena, got, want);
  return required(want);
}

const Type* replace_any(Arena& arena, const Type& got, const Type& want) {
  if (got.kind == TypeKind::any || !value::has_any(want)) return &want;
  switch (want.kind) {
    case TypeKind::any:
      return &got;
    case TypeKind::list:
    case TypeKind::set:
    case TypeKind::map: {
      const Type* element = got.element;
      if (element == nullptr) {
        const auto fields = field_types(got);
        element = unify(arena, got.kind == TypeKind::object ? Types(fields) : got.items, Safety::unsafe);
      }
      if (element == nullptr) return &want;
      return collection_type(arena, want.kind, replace_any(arena, *element, *want.element));
    }
    case TypeKind::object: {
      std::vector<TypeField> fields(want.fields.begin(), want.fields.end());
      for (TypeField& field : fields) {
        const TypeField* given = find_field(got, field.name);
        const Type* type = given != nullptr ? given->type : got.element;
        if (type != nullptr) field.type = replace_any(arena, *type, *field.type);
      }
      return object_type(arena, fields);
    }
    case TypeKind::tuple: {
      if (got.items.size() != want.items.size()) return &want;
      std::vector<const Type*> items;
      for (std::size_t i = 0; i < want.items.size(); ++i) {
        items.push_back(replace_any(arena, *got.items[i], *want.items[i]));
      }
      return tuple_type(arena, items);
    }
    default:
      return &want;
  }
}

std::string describe_branch_mismatch(const Type& then, const Type& otherwise) {
  if (then.kind == TypeKind::object && otherwise.kind == TypeKind::object) {
    for (const TypeField& field : then.fields) {
      const TypeField* other = find_field(otherwise, field.name);
      if (other == nullptr) {
        return "The 'true' value includes object attribute " + quote(field.name) +
               ", which is absent in the 'false' value";
      }
      if (!value::same_type(*field.type, *other->type)) {
        return "Type mismatch for object attribute " + quote(field.name) + ": " +
               describe_branch_mismatch(*field.type, *other->type);
      }
    }
    for (const TypeField& field : otherwise.fields) {
      if (find_field(then, field.name) == nullptr) {
        return "The 'false' value includes object attribute " + quote(field.name) +
               ", which is absent in the 'true' value";
      }
    }
  }
  if (then.kind == TypeKind::tuple && otherwise.kind == TypeKind::tuple) {
    if (then.items.size() != otherwise.items.size()) {
      return "The 'true' tuple has length " + std::to_string(then.items.size()) +
             ", but the 'false' tuple has length " + std::to_string(otherwise.items.size());
    }
    for (std::size_t i = 0; i < then.items.size(); ++i) {
      if (!value::same_type(*then.items[i], *otherwise.items[i])) {
        return "Type mismatch for tuple element " + std::to_string(i) + ": " +
               describe_branch_mismatch(*then.items[i], *otherwise.items[i]);
      }
    }
  }
  if (same_collection_of_structures(then, otherwise)) {
    const std::string kind = then.kind == TypeKind::list ? "list" : then.kind == TypeKind::set ? "set" : "map";
    return "Mismatched " + kind + " element types: " + describe_branch_mismatch(*then.element, *otherwise.element);
  }
  const std::string then_name = friendly_name(then, Naming::of_value);
  const std::string otherwise_name = friendly_name(otherwise, Naming::of_value);
  if (then_name == otherwise_name) {
    return "At least one deeply-nested attribute or element is not compatible across both the 'true' and the 'false' "
           "value";
  }
  return "The 'true' value is " + then_name + ", but the 'false' value is " + otherwise_name;
}

const Type* unify(Arena& arena, std::span<const Type* const> types) { return unify(arena, types, Safety::unsafe); }

}  // namespace tieline::terraform
