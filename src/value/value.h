#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/arena.h"
#include "text/span.h"
#include "value/condition.h"
#include "value/number.h"

namespace tieline::graph {
struct Resource;
}

namespace tieline::value {

using text::Arena;
using text::Span;

class Value;
struct Type;

enum class Kind : std::uint8_t {
  unknown,  ///< settled only by the cloud, a caller or a missing module
  null,
  boolean,
  number,
  string,
  template_,     ///< a string some parts of which are unknown: "arn:aws:s3:::${bucket}/*"
  sequence,      ///< list, set or tuple
  mapping,       ///< map or object
  alternatives,  ///< one value or another, under conditions that exclude each other and leave no gap
  rest,          ///< only inside a sequence: any number of further elements that are not known
  absent,        ///< only inside alternatives: nothing is there (AWS::NoValue)
};

/// What Terraform's type system calls a sequence or a mapping. CloudFormation's are tuples and objects.
enum class Flavour : std::uint8_t { none, list, set, tuple, map, object };

/// An attribute of a resource instance. A value that has one is, or was read from, that attribute; it survives every
/// function that only moves values about.
struct Reference {
  const graph::Resource* resource;
  std::string_view attribute;  ///< as the configuration spells it: `id`, `GroupId`; `Ref` for CloudFormation's Ref
  Span span;                   ///< of the reference itself
};

/// What is known of an unknown value.
struct Refinement {
  const Type* type = nullptr;           ///< null: any
  std::string_view cause = {};          ///< who settles it: "var.subnets", "data.aws_vpc.main.id", "parameter Env"
  std::optional<Condition> truth = {};  ///< for a boolean: when it is true
  bool not_null = false;
  bool bounded = false;  ///< for a collection: length_min and length_max say something
  std::uint64_t length_min = 0;
  std::uint64_t length_max = UINT64_MAX;
};

struct MappingEntry;
struct Branch;
struct Data;

/// An immutable value in an arena; copying it copies a pointer. A default-made Value is unknown.
class Value {
 public:
  constexpr Value() = default;
  explicit constexpr Value(const Data* data) : data_(data) {}

  [[nodiscard]] Kind kind() const;
  [[nodiscard]] bool is(Kind kind) const { return this->kind() == kind; }
  [[nodiscard]] Flavour flavour() const;
  /// True for everything but unknown, template, alternatives and rest; what is inside may still be unknown.
  [[nodiscard]] bool is_known() const;
  /// True when nothing inside is unknown either.
  [[nodiscard]] bool is_wholly_known() const;
  [[nodiscard]] bool is_null() const { return is(Kind::null); }
  [[nodiscard]] bool is_sensitive() const;
  [[nodiscard]] bool is_ephemeral() const;

  /// The text that made the value: a literal, a function call, a variable's default. Invalid for platform defaults.
  [[nodiscard]] Span span() const;
  /// The resource attribute it is or was read from, or null.
  [[nodiscard]] const Reference* reference() const;

  [[nodiscard]] bool boolean() const;                  ///< for boolean, else false
  [[nodiscard]] const Number& number() const;          ///< for number, else 0
  [[nodiscard]] std::string_view string() const;       ///< for string, else empty
  [[nodiscard]] std::span<const Value> items() const;  ///< of a sequence, or the parts of a template; else empty
  [[nodiscard]] std::span<const MappingEntry> entries() const;  ///< of a mapping, else empty
  [[nodiscard]] std::span<const Branch> branches() const;       ///< of alternatives, else empty
  /// Of an unknown: what is known of it; of a null its type. Never null; a default one where there is none.
  [[nodiscard]] const Refinement& refinement() const;
  /// For rest: what each of the further elements is, perhaps unknown. For a mapping: what further entries hold, where
  /// it may have entries that are not known. Null when there are none.
  [[nodiscard]] const Value* rest() const;
  /// For a mapping with `rest`: whether a further entry can replace one that is listed.
  [[nodiscard]] bool rest_overrides() const;
  /// For a string made by `jsonencode` (or Fn::ToJsonString): the value that was encoded, with its places; else null.
  [[nodiscard]] const Value* encoded() const;
  /// The value of a key of a mapping, or null where it is not listed.
  [[nodiscard]] const Value* find(std::string_view key) const;
  /// Of a list, set or map: the type of its elements where a conversion settled it, else null.
  [[nodiscard]] const Type* element_type() const;

  /// How many values there are in it, itself included, each counted as often as it occurs; UINT32_MAX for that many and
  /// more. What is shared inside may make it far larger than the memory it takes, and every walk over it as long.
  [[nodiscard]] std::uint32_t weight() const;

  /// True for a sequence without rest items, whose length therefore is known.
  [[nodiscard]] bool has_known_length() const;
  /// Elements that are there for certain: items that are neither rest nor possibly absent.
  [[nodiscard]] std::size_t minimum_length() const;

  [[nodiscard]] const Data* data() const { return data_; }
  /// The same object in the arena. For equality of worth see equal().
  friend constexpr bool operator==(Value a, Value b) { return a.data_ == b.data_; }

 private:
  const Data* data_ = nullptr;
};

struct MappingEntry {
  std::string_view key;
  Span key_span;
  Value value;
  /// Of the expression that stands beside the key: where the value is used. Value::span() is where it was made: a
  /// variable's default, say. Invalid where nothing is written.
  Span use_span = {};
};

struct Branch {
  Condition when;
  Value value;
};

/// The inside of a Value. Made by the functions below only.
struct Data {
  Kind kind = Kind::unknown;
  Flavour flavour = Flavour::none;
  bool wholly_known = false;
  bool sensitive = false;
  bool ephemeral = false;
  bool truth = false;
  bool overrides = false;
  Span span = {};
  std::uint32_t weight = 0;  // 0: not counted yet
  const Reference* reference = nullptr;
  const Number* number = nullptr;
  std::string_view string = {};
  std::span<const Value> items = {};
  std::span<const MappingEntry> entries = {};
  std::span<const Branch> branches = {};
  const Refinement* refinement = nullptr;
  const Value* inner = nullptr;        // rest(), encoded()
  const Type* element_type = nullptr;  // of a list, set or map that is empty
};

[[nodiscard]] Value unknown(Arena& arena, Refinement refinement = {}, Span span = {});
[[nodiscard]] Value null(Arena& arena, Span span = {});
/// A null whose type is known (`tostring(null)`): its refinement() says it.
[[nodiscard]] Value null_of(Arena& arena, const Type* type, Span span = {});
[[nodiscard]] Value boolean(Arena& arena, bool truth, Span span = {});
[[nodiscard]] Value number(Arena& arena, const Number& number, Span span = {});
/// Copies the text.
[[nodiscard]] Value string(Arena& arena, std::string_view text, Span span = {});
/// The text must live as long as the arena (source bytes, other arena strings).
[[nodiscard]] Value string_view(Arena& arena, std::string_view text, Span span = {});
/// A string of parts; joins neighbouring known ones, flattens templates inside, and gives a plain string where all are
/// known. Numbers and booleans become text. A part that is null or a collection makes it unknown.
[[nodiscard]] Value template_of(Arena& arena, std::span<const Value> parts, Span span = {});
[[nodiscard]] Value sequence(Arena& arena, std::span<const Value> items, Flavour flavour = Flavour::tuple,
                             Span span = {});
[[nodiscard]] Value mapping(Arena& arena, std::span<const MappingEntry> entries, Flavour flavour = Flavour::object,
                            Span span = {});
/// A mapping that may have further entries.
[[nodiscard]] Value open_mapping(Arena& arena, std::span<const MappingEntry> entries, Value rest, bool overrides,
                                 Flavour flavour = Flavour::map, Span span = {});
[[nodiscard]] Value rest_of(Arena& arena, Value element, Span span = {});
[[nodiscard]] Value absent(Arena& arena, Span span = {});
/// One of the branches. Drops those that cannot hold, merges equal ones, flattens alternatives inside; one branch that
/// always holds is just its value; more than limits::alternatives are unknown.
[[nodiscard]] Value alternatives(Arena& arena, ConditionSpace& space, std::span<const Branch> branches, Span span = {});
/// An unknown attribute of a resource that the cloud computes.
[[nodiscard]] Value reference_to(Arena& arena, const Reference& reference, const Type* type = nullptr);

/// The same value with other particulars.
[[nodiscard]] Value with_reference(Arena& arena, Value value, const Reference& reference);
/// An unknown, knowing other things of it.
[[nodiscard]] Value with_refinement(Arena& arena, Value value, const Refinement& refinement);
[[nodiscard]] Value with_span(Arena& arena, Value value, Span span);
[[nodiscard]] Value with_sensitive(Arena& arena, Value value, bool sensitive = true);
[[nodiscard]] Value with_ephemeral(Arena& arena, Value value, bool ephemeral = true);
/// A string that remembers what was encoded in it.
[[nodiscard]] Value with_encoded(Arena& arena, Value string, Value encoded);
/// Another flavour of the same collection; converts nothing inside.
[[nodiscard]] Value with_flavour(Arena& arena, Value value, Flavour flavour, const Type* element_type = nullptr);

/// For debugging and tests: the value in a notation like Terraform's console, on one line.
[[nodiscard]] std::string to_debug_string(Value value);

}  // namespace tieline::value
