#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
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
  /// The name it is made or looked up by, empty where it has none, nullopt where that is not known.
  std::optional<std::string_view> own_name = {};
  bool adopted = false;  ///< made by AWS before: a default VPC, subnet or group
  bool several = false;  ///< stands for an unknown number of instances (Resource::symbolic)

  [[nodiscard]] bool declared() const { return origin == Origin::declared; }
  /// How a message names it: the address, or the id.
  [[nodiscard]] std::string_view name() const { return resource != nullptr ? resource->address : id; }
};

/// True for what the configuration makes, and does not only take over.
[[nodiscard]] bool is_made_here(const Entity* entity);

/// Whether two entities of one kind are one thing. Null stands for one that nothing is known of. What the configuration
/// makes has no id yet, so an id that is written out is never its. One that stands for several is not known to be
/// itself.
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
  /// `entity` stands for instances of which nobody knows which one is meant here. What holds of all of them holds of
  /// it.
  bool some_instance = false;

  [[nodiscard]] bool declared() const { return entity != nullptr && entity->declared(); }
  explicit operator bool() const { return entity != nullptr; }
};

template <typename T>
[[nodiscard]] Answer same(const Ref<T>& a, const Ref<T>& b) {
  if (a.value.data() != nullptr && a.value == b.value) return Answer::yes;
  const Answer answer = same(a.entity, b.entity);
  return answer == Answer::yes && (a.some_instance || b.some_instance) ? Answer::unknown : answer;
}
/// Whether what `a` names is this entity.
template <typename T>
[[nodiscard]] Answer same(const Ref<T>& a, const Entity* b) {
  const Answer answer = same(static_cast<const Entity*>(a.entity), b);
  return answer == Answer::yes && a.some_instance ? Answer::unknown : answer;
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
    const void* who = ref.entity != nullptr && !ref.some_instance ? static_cast<const void*>(ref.entity)
                                                                  : static_cast<const void*>(ref.value.data());
    const auto [listed, added] = listed_.try_emplace(who, items.size());
    if (added || who == nullptr) {
      items.push_back(ref);
    } else {
      Ref<T>& item = items[listed->second];
      item.possible = item.possible && ref.possible;
    }
  }
  void add(const RefSet& other) {
    for (const Ref<T>& ref : other.items) add(ref);
    complete = complete && other.complete;
    given = given || other.given;
    if (!span.valid()) span = other.span;
  }
  /// Whether it is among them.
  [[nodiscard]] Answer contains(const Ref<T>& ref) const {
    return any([&](const Ref<T>& item) { return same(item, ref); });
  }
  [[nodiscard]] Answer contains(const Entity* entity) const {
    return any([&](const Ref<T>& item) { return same(item, entity); });
  }
  /// Whether one of them fits; `fits` takes a Ref and gives an Answer.
  template <typename Fits>
  [[nodiscard]] Answer any(Fits&& fits) const {
    Answer found = complete ? Answer::no : Answer::unknown;
    for (const Ref<T>& item : items) {
      const Answer it_fits = fits(item);
      found = found || (item.possible && it_fits == Answer::yes ? Answer::unknown : it_fits);
    }
    return found;
  }
  [[nodiscard]] const Ref<T>* find(const Entity* entity) const {
    const auto found = std::find_if(items.begin(), items.end(),
                                    [&](const Ref<T>& item) { return entity != nullptr && item.entity == entity; });
    return found == items.end() ? nullptr : &*found;
  }
  /// True when it is complete and every one is known by identity.
  [[nodiscard]] bool settled() const {
    return complete && std::all_of(items.begin(), items.end(), [](const Ref<T>& item) {
             return item.entity != nullptr && !item.possible && !item.some_instance;
           });
  }
  /// True when certainly nobody is named.
  [[nodiscard]] bool empty() const { return complete && items.empty(); }
  /// At most so many different ones; nullopt where there is no bound.
  [[nodiscard]] std::optional<std::size_t> max_distinct() const {
    return complete ? std::optional(items.size()) : std::nullopt;
  }
  /// At least so many different ones.
  [[nodiscard]] std::size_t min_distinct() const {
    std::unordered_set<const void*> made;
    std::unordered_set<const void*> adopted;
    std::unordered_set<const void*> named;
    std::size_t others = 0;
    for (const Ref<T>& item : items) {
      if (item.possible) continue;
      if (item.declared()) {
        (item.entity->adopted ? adopted : made).insert(item.entity);
      } else if (item.entity != nullptr && item.entity->origin == Origin::named) {
        named.insert(item.entity);
      } else {
        others = 1;
      }
    }
    return std::max(others, made.size() + std::max(named.size(), adopted.size()));
  }

 private:
  std::unordered_map<const void*, std::size_t> listed_ = {};
};

/// A set that nothing is known of.
template <typename T>
[[nodiscard]] RefSet<T> incomplete() {
  RefSet<T> set;
  set.complete = false;
  return set;
}

/// An argument of a resource in one world.
struct Argument {
  Value value = {};    ///< settled; null (Value::is_null) where it is not given
  bool given = false;  ///< given and not null. Also true for an unknown one that may be null
  Span span = {};      ///< where the value is written in the resource; invalid where it is not given
  Span key_span = {};  ///< of the argument's name

  /// An unknown one that may turn out to be null, so that `given` is not certain.
  [[nodiscard]] bool may_be_null() const;
  /// The text of a known string.
  [[nodiscard]] std::optional<std::string_view> text() const;
  /// What a boolean says ("true" and "false" as text count); `otherwise` where it is not given.
  [[nodiscard]] Answer truth(bool otherwise) const;
};

}  // namespace tieline::aws
