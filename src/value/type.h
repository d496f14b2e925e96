#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "text/arena.h"
#include "value/value.h"

namespace tieline::value {

enum class TypeKind : std::uint8_t { any, boolean, number, string, list, set, map, tuple, object };

struct TypeField;

/// A type of Terraform's type system. Lives in an arena; the primitive ones are constants.
struct Type {
  TypeKind kind = TypeKind::any;
  const Type* element = nullptr;          ///< of a list, set or map
  std::span<const Type* const> items = {};  ///< of a tuple
  std::span<const TypeField> fields = {};   ///< of an object, sorted by name
};

struct TypeField {
  std::string_view name;
  const Type* type;
  bool optional = false;
  Value fallback = {};       ///< of `optional(type, fallback)`, where `has_fallback`
  bool has_fallback = false;
};

[[nodiscard]] const Type* any_type();
[[nodiscard]] const Type* boolean_type();
[[nodiscard]] const Type* number_type();
[[nodiscard]] const Type* string_type();

/// The type as Terraform's messages name it: "list of string", "object".
[[nodiscard]] std::string friendly_name(const Type& type);
/// The type as a constraint is written: `list(string)`, `object({a=number})`.
[[nodiscard]] std::string constraint_name(const Type& type);
/// The type of a value as far as it is known.
[[nodiscard]] const Type* type_of(Arena& arena, Value value);
[[nodiscard]] bool same_type(const Type& a, const Type& b);

}  // namespace tieline::value
