#pragma once

#include <span>
#include <vector>

#include "text/arena.h"
#include "value/type.h"
#include "value/value.h"

/// Making collections as Terraform orders and types them.
namespace tieline::terraform {

using text::Arena;
using text::Span;
using value::MappingEntry;
using value::Type;
using value::Value;

/// A list whose elements all have that type already.
[[nodiscard]] Value make_list(Arena& arena, std::span<const Value> items, const Type* element, Span span = {});
/// A set whose elements all have that type already: ordered as Terraform iterates them, equal ones once. Unknown
/// elements come last, in the order given; those that surely are the same are one. A sensitive element makes the set
/// so.
[[nodiscard]] Value make_set(Arena& arena, std::span<const Value> items, const Type* element, Span span = {});
/// A map whose elements all have that type already, ordered by key.
[[nodiscard]] Value make_map(Arena& arena, std::span<const MappingEntry> entries, const Type* element, Span span = {});
/// The entries of a mapping in the order Terraform iterates them: by key.
[[nodiscard]] std::vector<MappingEntry> sorted_entries(Value mapping);
/// The elements of a sequence as a list's. Those of a set that may equal an earlier one are rest items, since they may
/// not be there.
[[nodiscard]] std::vector<Value> elements_of(Arena& arena, Value sequence);
/// Negative where `a` comes before `b` among the elements of a set.
[[nodiscard]] int compare_in_set(Value a, Value b);

/// The length of a sequence or mapping between these bounds, whatever the unknowns turn out to be.
struct LengthRange {
  std::uint64_t least = 0;
  std::uint64_t most = UINT64_MAX;
  [[nodiscard]] bool exact() const { return least == most; }
};
[[nodiscard]] LengthRange length_range(Value collection);

/// Marks of `from` (sensitive, ephemeral) added to `value`.
[[nodiscard]] Value with_marks_of(Arena& arena, Value value, Value from);

}  // namespace tieline::terraform
