#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "graph/resource.h"
#include "value/answer.h"
#include "value/value.h"
#include "value/world.h"

namespace tieline::aws {

using graph::Resource;
using text::Span;
using value::Answer;
using value::Value;
using value::World;

/// Where a thing comes from, as far as the configuration says.
enum class Origin : std::uint8_t {
  declared,   ///< the configuration makes it (or takes over a default one), so what is not written does not hold
  looked_up,  ///< a data source finds it
  named,      ///< only its id is written
  opaque,  ///< what names it is unknown, but the same wherever it stands: a variable, an attribute of another resource
};

/// What everything in the model has: who it is. Two entities of one model are never the same object of the
/// configuration, but one that is not declared may turn out to be another; ask same().
struct Entity {
  Origin origin = Origin::named;
  const Resource* resource = nullptr;  ///< that declares it or looks it up; null for the others
  std::string_view id = {};            ///< for `named`: the id as written; for `opaque`: what names it, for messages
  /// For `looked_up`: whether the lookup depends on something that the configuration makes, and so may find that.
  bool may_be_declared = false;

  [[nodiscard]] bool declared() const { return origin == Origin::declared; }
  /// How a message names it: the address, or the id.
  [[nodiscard]] std::string_view name() const { return resource != nullptr ? resource->address : id; }
};

/// Whether two entities of one kind are one thing. Null stands for one that nothing is known of.
[[nodiscard]] Answer same(const Entity* a, const Entity* b);

/// One that an attribute names.
template <typename T>
struct Ref {
  const T* entity = nullptr;  ///< null: nobody knows which
  Value value = {};           ///< the settled value that names it
  Span span = {};             ///< where it is named; invalid where nothing names it
  bool given = false;         ///< false: nothing is named at all
  /// It is there only if something that is not known makes it so: a further element of a list, a resource whose count
  /// is unknown. It cannot settle that something is there, but what holds of it holds wherever it is.
  bool possible = false;

  [[nodiscard]] bool declared() const { return entity != nullptr && entity->declared(); }
};

template <typename T>
[[nodiscard]] Answer same(const Ref<T>& a, const Ref<T>& b) {
  if (a.entity == nullptr && b.entity == nullptr && a.value.data() != nullptr && a.value == b.value) return Answer::yes;
  return same(a.entity, b.entity);
}

/// Those that an attribute, and all that adds to it elsewhere, names; one that is named twice is listed once.
template <typename T>
struct RefSet {
  std::vector<Ref<T>> items = {};
  bool complete = true;  ///< nothing unknown can add to it
  bool given = false;    ///< something names them, even if the list is empty
  Span span = {};        ///< of the list; invalid where none is written

  /// Adds what is not listed yet.
  void add(const Ref<T>& ref) {
    for (Ref<T>& item : items) {
      if (same(item, ref) == Answer::yes) {
        item.possible = item.possible && ref.possible;
        return;
      }
    }
    items.push_back(ref);
  }
  void add(const RefSet& other) {
    for (const Ref<T>& ref : other.items) add(ref);
    complete = complete && other.complete;
    given = given || other.given;
    if (!span.valid()) span = other.span;
  }
  /// Whether it is among them.
  [[nodiscard]] Answer contains(const Entity* entity) const {
    Answer found = complete ? Answer::no : Answer::unknown;
    for (const Ref<T>& item : items) {
      const Answer is_it = same(item.entity, entity);
      found = found || (item.possible && is_it == Answer::yes ? Answer::unknown : is_it);
    }
    return found;
  }
  [[nodiscard]] const Ref<T>* find(const Entity* entity) const {
    for (const Ref<T>& item : items) {
      if (item.entity != nullptr && item.entity == entity) return &item;
    }
    return nullptr;
  }
  /// True when it is complete and every one is known by identity.
  [[nodiscard]] bool settled() const {
    return complete && std::all_of(items.begin(), items.end(),
                                   [](const Ref<T>& item) { return item.entity != nullptr && !item.possible; });
  }
  /// True when certainly nobody is named.
  [[nodiscard]] bool empty() const { return complete && items.empty(); }
  /// At most so many different ones; nullopt where there is no bound.
  [[nodiscard]] std::optional<std::size_t> max_distinct() const {
    return complete ? std::optional(items.size()) : std::nullopt;
  }
  /// At least so many different ones.
  [[nodiscard]] std::size_t min_distinct() const {
    std::size_t declared = 0;
    std::size_t named = 0;
    bool other = false;
    for (const Ref<T>& item : items) {
      if (item.possible) continue;
      const bool outside = item.entity == nullptr || item.entity->origin == Origin::opaque ||
                           (item.entity->origin == Origin::looked_up && item.entity->may_be_declared);
      if (item.declared()) {
        ++declared;
      } else if (item.entity != nullptr && item.entity->origin == Origin::named) {
        ++named;
      } else {
        other = other || !outside || declared == 0;
      }
    }
    return std::max<std::size_t>(declared + named, other || (declared == 0 && !items.empty() && all_certain()) ? 1 : 0);
  }

 private:
  [[nodiscard]] bool all_certain() const {
    return std::none_of(items.begin(), items.end(), [](const Ref<T>& item) { return item.possible; });
  }
};

/// An argument of a resource in one world.
struct Argument {
  Value value = {};    ///< settled; null (Value::is_null) where it is not given
  bool given = false;  ///< given and not null. Also true for an unknown one that may be null
  Span span = {};      ///< of the value; invalid where it is not given

  /// The text of a known string.
  [[nodiscard]] std::optional<std::string_view> text() const;
  /// What a boolean says ("true" and "false" as text count); `otherwise` where it is not given.
  [[nodiscard]] Answer truth(bool otherwise) const;
};

}  // namespace tieline::aws
