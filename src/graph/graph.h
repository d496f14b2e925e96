#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/fault.h"
#include "graph/resource.h"
#include "text/arena.h"
#include "value/condition.h"

namespace tieline::graph {

/// A directed reference between two resources: `from` mentions `to` in one of its attributes.
struct Edge {
  const Resource* from;
  const Resource* to;
  std::string_view attribute;  ///< the top-level attribute of `from`
  Span span;
};

/// What one root module or one template declares: evaluated resources, what is wrong with it as such, and the memory
/// all of it lives in.
class Graph {
 public:
  explicit Graph(Language language) : language_(language) {}
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;

  /// Adds a resource; its address stays where it is. Sets Resource::index.
  Resource& add(Resource resource);
  [[nodiscard]] const std::deque<Resource>& resources() const { return resources_; }
  /// The resource of that address, or null.
  [[nodiscard]] const Resource* find(std::string_view address) const;
  /// Every reference that an attribute or depends_on holds, in the order of the resources. Found by walking the
  /// values; asked for by `graph` and the tests.
  [[nodiscard]] std::vector<Edge> edges() const;

  [[nodiscard]] Language language() const { return language_; }
  /// The folder of the root module, or the template's path; as findings show it.
  std::string name;
  std::vector<Fault> faults;
  /// Outputs by name, evaluated.
  std::vector<value::MappingEntry> outputs;
  /// What modules and nested stacks that are not on disk are given. Whatever these values refer to may be added to
  /// there.
  std::vector<Value> handed_out;
  /// The region of the provider or the stack where nothing else is said; unknown if not known.
  Value region;

  /// Syntax trees that the values' texts point into.
  std::shared_ptr<const void> trees;
  text::Arena arena;
  mutable value::ConditionSpace conditions;

 private:
  Language language_;
  std::deque<Resource> resources_;
  std::unordered_map<std::string_view, const Resource*> by_address_;
};

}  // namespace tieline::graph
