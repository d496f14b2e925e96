#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "text/arena.h"
#include "value/value.h"

namespace tieline::value {

enum class TypeKind : std::uint8_t { any, boolean, number, string, list, set, map, tuple, object };

[[nodiscard]] constexpr bool is_primitive(TypeKind kind) {
  return kind == TypeKind::boolean || kind == TypeKind::number || kind == TypeKind::string;
}

struct TypeField;

/// A type of Terraform's type system. Lives in an arena; the primitive ones are constants.
struct Type {
  TypeKind kind = TypeKind::any;
  const Type* element = nullptr;            ///< of a list, set or map
  std::span<const Type* const> items = {};  ///< of a tuple
  std::span<const TypeField> fields = {};   ///< of an object, sorted by name
};

struct TypeField {
  std::string_view name;
  const Type* type;
  bool optional = false;
  Value fallback = {};  ///< of `optional(type, fallback)`, where `has_fallback`
  bool has_fallback = false;
};

[[nodiscard]] const Type* any_type();
[[nodiscard]] const Type* boolean_type();
[[nodiscard]] const Type* number_type();
[[nodiscard]] const Type* string_type();

/// How messages name a type: that of a value ("list of dynamic"), or what is asked for ("list of any single type").
enum class Naming : std::uint8_t { of_value, of_constraint };

/// The type as Terraform's messages name it: "list of string", "object".
[[nodiscard]] std::string friendly_name(const Type& type, Naming naming = Naming::of_constraint);
/// The type as a constraint is written: `list(string)`, `object({a=number})`.
[[nodiscard]] std::string constraint_name(const Type& type);
/// The type of a value as far as it is known: `any` for what is not.
[[nodiscard]] const Type* type_of(Arena& arena, Value value);
/// Whether two types are the same; which attributes are optional makes no difference.
[[nodiscard]] bool same_type(const Type& a, const Type& b);
/// Whether `any` occurs anywhere in the type.
[[nodiscard]] bool has_any(const Type& type);

[[nodiscard]] const Type* collection_type(Arena& arena, TypeKind kind, const Type* element);
[[nodiscard]] const Type* tuple_type(Arena& arena, std::span<const Type* const> items);
/// Sorts the fields by name.
[[nodiscard]] const Type* object_type(Arena& arena, std::span<const TypeField> fields);
/// The field of that name of an object type, or null.
[[nodiscard]] const TypeField* find_field(const Type& type, std::string_view name);

}  // namespace tieline::value
