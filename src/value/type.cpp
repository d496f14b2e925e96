#include "value/type.h"

#include <algorithm>
#include <vector>

namespace tieline::value {
namespace {

constexpr Type any_constant{.kind = TypeKind::any};
constexpr Type boolean_constant{.kind = TypeKind::boolean};
constexpr Type number_constant{.kind = TypeKind::number};
constexpr Type string_constant{.kind = TypeKind::string};

std::string_view kind_name(TypeKind kind) {
  switch (kind) {
    case TypeKind::any:
      return "any";
    case TypeKind::boolean:
      return "bool";
    case TypeKind::number:
      return "number";
    case TypeKind::string:
      return "string";
    case TypeKind::list:
      return "list";
    case TypeKind::set:
      return "set";
    case TypeKind::map:
      return "map";
    case TypeKind::tuple:
      return "tuple";
    case TypeKind::object:
      return "object";
  }
  return "any";
}

void write_constraint(const Type& type, std::string& out) {
  out += kind_name(type.kind);
  switch (type.kind) {
    case TypeKind::list:
    case TypeKind::set:
    case TypeKind::map:
      out += '(';
      write_constraint(*type.element, out);
      out += ')';
      return;
    case TypeKind::tuple:
      out += "([";
      for (std::size_t i = 0; i < type.items.size(); ++i) {
        if (i > 0) out += ", ";
        write_constraint(*type.items[i], out);
      }
      out += "])";
      return;
    case TypeKind::object:
      out += "({";
      for (std::size_t i = 0; i < type.fields.size(); ++i) {
        if (i > 0) out += ", ";
        out += std::string(type.fields[i].name) + "=" + (type.fields[i].optional ? "optional(" : "");
        write_constraint(*type.fields[i].type, out);
        if (type.fields[i].optional) out += ')';
      }
      out += "})";
      return;
    default:
      return;
  }
}

/// Of a list, set or map: what a conversion settled, else the type of the first element that has one.
const Type* element_type_of(Arena& arena, Value collection) {
  if (const Type* settled = collection.element_type(); settled != nullptr) return settled;
  const Type* found = any_type();
  const auto look_at = [&](Value item) {
    if (has_any(*found)) {
      const Type* type = type_of(arena, item.is(Kind::rest) ? *item.rest() : item);
      if (found->kind == TypeKind::any || !has_any(*type)) found = type;
    }
  };
  for (const Value item : collection.items()) look_at(item);
  for (const MappingEntry& entry : collection.entries()) look_at(entry.value);
  if (collection.is(Kind::mapping) && collection.rest() != nullptr) look_at(*collection.rest());
  return found;
}

const Type* sequence_type(Arena& arena, Value sequence) {
  if (sequence.flavour() == Flavour::list) {
    return collection_type(arena, TypeKind::list, element_type_of(arena, sequence));
  }
  if (sequence.flavour() == Flavour::set) {
    return collection_type(arena, TypeKind::set, element_type_of(arena, sequence));
  }
  std::vector<const Type*> items;
  items.reserve(sequence.items().size());
  for (const Value item : sequence.items()) {
    if (item.is(Kind::rest) || item.is(Kind::absent)) return any_type();
    items.push_back(type_of(arena, item));
  }
  return tuple_type(arena, items);
}

const Type* mapping_type(Arena& arena, Value mapping) {
  if (mapping.flavour() == Flavour::map) {
    return collection_type(arena, TypeKind::map, element_type_of(arena, mapping));
  }
  if (mapping.rest() != nullptr) return any_type();
  std::vector<TypeField> fields;
  fields.reserve(mapping.entries().size());
  for (const MappingEntry& entry : mapping.entries()) {
    fields.push_back({.name = entry.key, .type = type_of(arena, entry.value)});
  }
  return object_type(arena, fields);
}

const Type* common_type(Arena& arena, Value alternatives) {
  const Type* common = nullptr;
  for (const Branch& branch : alternatives.branches()) {
    const Type* type = type_of(arena, branch.value);
    if (common != nullptr && !same_type(*common, *type)) return any_type();
    common = type;
  }
  return common != nullptr ? common : any_type();
}

}  // namespace

const Type* any_type() { return &any_constant; }
const Type* boolean_type() { return &boolean_constant; }
const Type* number_type() { return &number_constant; }
const Type* string_type() { return &string_constant; }

std::string friendly_name(const Type& type, Naming naming) {
  const bool constraint = naming == Naming::of_constraint;
  switch (type.kind) {
    case TypeKind::any:
      return constraint ? "any type" : "dynamic";
    case TypeKind::list:
    case TypeKind::set:
    case TypeKind::map: {
      const bool open = constraint && type.element->kind == TypeKind::any;
      return std::string(kind_name(type.kind)) + " of " +
             (open ? std::string("any single type") : friendly_name(*type.element, naming));
    }
    default:
      return std::string(kind_name(type.kind));
  }
}

std::string constraint_name(const Type& type) {
  std::string out;
  write_constraint(type, out);
  return out;
}

const Type* type_of(Arena& arena, Value value) {
  switch (value.kind()) {
    case Kind::unknown:
    case Kind::null:
      return value.refinement().type != nullptr ? value.refinement().type : any_type();
    case Kind::boolean:
      return boolean_type();
    case Kind::number:
      return number_type();
    case Kind::string:
    case Kind::template_:
      return string_type();
    case Kind::sequence:
      return sequence_type(arena, value);
    case Kind::mapping:
      return mapping_type(arena, value);
    case Kind::alternatives:
      return common_type(arena, value);
    case Kind::rest:
    case Kind::absent:
      return any_type();
  }
  return any_type();
}

bool same_type(const Type& a, const Type& b) {
  if (&a == &b) return true;
  if (a.kind != b.kind || a.items.size() != b.items.size() || a.fields.size() != b.fields.size()) return false;
  if (a.element != nullptr && !same_type(*a.element, *b.element)) return false;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    if (!same_type(*a.items[i], *b.items[i])) return false;
  }
  for (std::size_t i = 0; i < a.fields.size(); ++i) {
    if (a.fields[i].name != b.fields[i].name || !same_type(*a.fields[i].type, *b.fields[i].type)) return false;
  }
  return true;
}

bool has_any(const Type& type) {
  if (type.kind == TypeKind::any) return true;
  if (type.element != nullptr) return has_any(*type.element);
  return std::any_of(type.items.begin(), type.items.end(), [](const Type* item) { return has_any(*item); }) ||
         std::any_of(type.fields.begin(), type.fields.end(),
                     [](const TypeField& field) { return has_any(*field.type); });
}

const Type* collection_type(Arena& arena, TypeKind kind, const Type* element) {
  return arena.make<Type>(Type{.kind = kind, .element = element});
}

const Type* tuple_type(Arena& arena, std::span<const Type* const> items) {
  return arena.make<Type>(Type{.kind = TypeKind::tuple, .items = arena.copy(items)});
}

const Type* object_type(Arena& arena, std::span<const TypeField> fields) {
  std::vector<TypeField> sorted(fields.begin(), fields.end());
  std::sort(sorted.begin(), sorted.end(), [](const TypeField& a, const TypeField& b) { return a.name < b.name; });
  return arena.make<Type>(Type{.kind = TypeKind::object, .fields = arena.copy(sorted)});
}

const TypeField* find_field(const Type& type, std::string_view name) {
  const auto at = std::lower_bound(type.fields.begin(), type.fields.end(), name,
                                   [](const TypeField& field, std::string_view wanted) { return field.name < wanted; });
  return at != type.fields.end() && at->name == name ? &*at : nullptr;
}

}  // namespace tieline::value
