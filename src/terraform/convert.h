#pragma once

#include <optional>
#include <span>
#include <string>

#include "text/arena.h"
#include "text/span.h"
#include "value/condition.h"
#include "value/type.h"
#include "value/value.h"

namespace tieline::terraform {

using text::Arena;
using text::Span;
using value::ConditionSpace;
using value::Type;
using value::Value;

/// The value is unknown (of the wanted type) where there is an error.
struct ConvertResult {
  Value value;
  /// As Terraform words it: "a number is required", `attribute "x" is required`.
  std::optional<std::string> error = {};
  /// Where inside the value it is: `.rules[0].port`; empty for the value itself.
  std::string path = {};
};

/// The value as a value of that type, by Terraform's rules: strings, numbers and booleans into one another where that
/// is unambiguous, tuples to lists and sets, objects to maps, objects without the attributes that are not asked for,
/// optional attributes and their defaults filled in. References, spans, marks, rest items, open mappings and
/// alternatives stay; an unknown becomes an unknown of that type.
[[nodiscard]] ConvertResult convert(Arena& arena, ConditionSpace& conditions, Value value, const Type& wanted);

/// The type all of these convert to (a list's element type), or null where there is none.
[[nodiscard]] const Type* unify(Arena& arena, std::span<const Type* const> types);

/// What both results of a conditional are converted to, so that `test ? then : otherwise` has one type.
struct UnifiedBranches {
  Value then;
  Value otherwise;
  std::optional<std::string> error = {};  ///< Terraform's "Inconsistent conditional result types" detail
  /// Likewise, but wrong only where that branch is taken: a conversion that depends on the value.
  std::optional<std::string> then_error = {};
  std::optional<std::string> otherwise_error = {};
};
[[nodiscard]] UnifiedBranches unify_branches(Arena& arena, ConditionSpace& conditions, Value then, Value otherwise);

/// An unknown of that type which keeps what else is known of `value`: its reference, cause, marks and span.
[[nodiscard]] Value unknown_like(Arena& arena, Value value, const Type* type);

/// An element of an unknown collection: unknown, caused by what causes the collection. Where the collection is a
/// reference to a resource's attribute `ids`, the element refers to `ids[0]` (for a known `key`) or to `ids[*]` (one or
/// another element, which says nothing of identity).
[[nodiscard]] Value unknown_element(Arena& arena, Value collection, std::string_view key = {});

/// Whether two references name one and the same value: the same attribute of the same instance.
[[nodiscard]] bool same_referent(const value::Reference& a, const value::Reference& b);

}  // namespace tieline::terraform
