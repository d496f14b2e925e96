#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "aws/adapters/schema.h"
#include "aws/entity.h"

namespace tieline::aws {

/// All entities of one kind, found by whatever names them. Those that are not declared are made when they are first
/// named.
class Directory {
 public:
  explicit Directory(Subject subject) : subject_(subject) {}
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;

  [[nodiscard]] Subject subject() const { return subject_; }

  /// The one a resource declares or looks up; null where the resource is of another kind.
  [[nodiscard]] const Entity* find(const Resource& resource) const {
    const auto found = by_resource_.find(&resource);
    return found == by_resource_.end() ? nullptr : found->second;
  }
  /// The one that is known by its id alone.
  const Entity* named(std::string_view id);
  /// The one that is known by what names it: `key` is the same wherever it is the same one. `shown` is for messages.
  const Entity* opaque(const std::string& key, std::string shown);

  /// Those declared under this name, in some world; null where there are none.
  [[nodiscard]] const std::vector<const Entity*>* by_name(const std::string& name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : &found->second;
  }
  void add_name(const Entity& entity, std::string name) { by_name_[std::move(name)].push_back(&entity); }
  /// Says that the name of one that is declared is not, or not always, known: it may be any.
  void add_unnamed() { has_unnamed_ = true; }
  [[nodiscard]] bool has_unnamed() const { return has_unnamed_; }

 protected:
  ~Directory() = default;
  Entity& declare(Entity& made, const Resource& resource);

 private:
  virtual Entity& make() = 0;

  Subject subject_;
  bool has_unnamed_ = false;
  std::unordered_map<const Resource*, const Entity*> by_resource_;
  std::unordered_map<std::string, std::vector<const Entity*>> by_name_;
  std::unordered_map<std::string, const Entity*> named_;
  std::unordered_map<std::string, const Entity*> opaque_;
  std::deque<std::string> shown_;
};

template <typename T>
class Registry final : public Directory {
 public:
  using Directory::Directory;

  T& declare(const Resource& resource) {
    T& made = entities_.emplace_back();
    Directory::declare(made, resource);
    if (made.declared()) declared_.push_back(&made);
    return made;
  }
  /// In the order of the graph.
  [[nodiscard]] const std::vector<const T*>& declared() const { return declared_; }

 private:
  Entity& make() override { return entities_.emplace_back(); }

  std::deque<T> entities_;
  std::vector<const T*> declared_;
};

}  // namespace tieline::aws
