#pragma once

#include <optional>
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

/// An element of something unknown as an item of a list: the item itself where it surely is one value, else as a rest
/// item. Unknown collections become their elements, as far as their length is known, and a rest item.
[[nodiscard]] std::vector<Value> spread(Arena& arena, Value collection);
/// True for an unknown that is one value and neither empty nor null: an id, an ARN, a template with known text.
[[nodiscard]] bool surely_not_empty(Value value);
/// What an index finds in a sequence: nullopt past the end. An index is not followed across rest items.
[[nodiscard]] std::optional<Value> item_at(Arena& arena, Value sequence, std::uint64_t index);
/// What a key that is not known, but identified (`var.env`), finds in a mapping: alternatives over its entries, and
/// `otherwise` where it equals none of them. Unknown where nothing better can be said.
[[nodiscard]] Value select_by_key(Arena& arena, value::ConditionSpace& conditions, Value mapping, Value key,
                                  Value otherwise);

/// One of the elements that a rest stands for: like the others, but what is unknown in it is not known to be the same.
[[nodiscard]] Value one_of_the_rest(Arena& arena, Value rest);

/// Marks of `from` (sensitive, ephemeral) added to `value`.
[[nodiscard]] Value with_marks_of(Arena& arena, Value value, Value from);

}  // namespace tieline::terraform
