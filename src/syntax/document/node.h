#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "text/span.h"

/// The tree of a YAML or JSON document: one kind of node for both, with the place of everything.
namespace tieline::document {

using text::Span;

enum class Kind : std::uint8_t { null, boolean, number, string, sequence, mapping };

struct Node;

struct Entry {
  std::string_view key;  ///< decoded
  Span key_span;
  const Node* value;
};

/// A CloudFormation short tag is already its long form here: `!Ref a` is the mapping `{Ref: a}`, `!GetAtt a.b` is
/// `{"Fn::GetAtt": "a.b"}`, `!Condition c` is `{Condition: c}`; the key's span is the tag's. A scalar behind a short
/// tag is a string whatever it looks like, and a tag that CloudFormation does not know, `!Foo`, becomes `Fn::Foo`
/// likewise.
///
/// A YAML alias is the anchored node again, with the alias's span; what lies inside it has the places of the anchored
/// one. Merge keys (`<<`) are ordinary keys, as CloudFormation has them.
struct Node {
  Kind kind;
  bool plain;                          ///< a YAML scalar without quotes (its kind then follows the YAML 1.1 core types)
  bool short_form;                     ///< a mapping made from a short tag
  bool boolean;                        ///< for boolean
  Span span;                           ///< of the value, tag and quotes included
  std::string_view text;               ///< scalars: the decoded text, for numbers and booleans as written
  std::span<const Node* const> items;  ///< for sequence
  std::span<const Entry> entries;      ///< for mapping, in order; a duplicate key is dropped and reported

  [[nodiscard]] bool is_scalar() const { return kind != Kind::sequence && kind != Kind::mapping; }
  /// The value of a key of a mapping; null where there is none or this is no mapping.
  [[nodiscard]] const Node* find(std::string_view key) const {
    for (const Entry& entry : entries) {
      if (entry.key == key) return entry.value;
    }
    return nullptr;
  }
};

}  // namespace tieline::document
