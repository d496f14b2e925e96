#include "graph/graph.h"

#include <utility>

namespace tieline::graph {
namespace {

/// Collects the references in a value, each with the attribute it stands in.
class ReferenceWalk {
 public:
  ReferenceWalk(const Resource& from, std::vector<Edge>& edges) : from_(from), edges_(edges) {}

  void walk(Value value, std::string_view attribute) {
    if (const Reference* reference = value.reference(); reference != nullptr) {
      edges_.push_back({&from_, reference->resource, attribute, reference->span});
    }
    for (const Value item : value.items()) walk(item, attribute);
    for (const auto& entry : value.entries()) walk(entry.value, attribute);
    for (const auto& branch : value.branches()) walk(branch.value, attribute);
    if (value.rest() != nullptr) walk(*value.rest(), attribute);
    if (value.encoded() != nullptr) walk(*value.encoded(), attribute);
  }

 private:
  const Resource& from_;
  std::vector<Edge>& edges_;
};

}  // namespace

Value Resource::attribute(std::string_view attribute_name) const {
  static constexpr value::Data null_data{.kind = value::Kind::null, .wholly_known = true};
  if (const Value* given = attributes.find(attribute_name)) return *given;
  return attributes.rest() != nullptr ? Value() : Value(&null_data);
}

Span Resource::use_span(std::string_view attribute_name) const {
  for (const auto& entry : attributes.entries()) {
    if (entry.key == attribute_name) return entry.use_span.valid() ? entry.use_span : entry.value.span();
  }
  return {};
}

Resource& Graph::add(Resource resource) {
  resource.index = static_cast<std::uint32_t>(resources_.size());
  Resource& added = resources_.emplace_back(resource);
  by_address_.emplace(added.address, &added);
  return added;
}

const Resource* Graph::find(std::string_view address) const {
  const auto found = by_address_.find(address);
  return found == by_address_.end() ? nullptr : found->second;
}

std::vector<Edge> Graph::edges() const {
  std::vector<Edge> edges;
  for (const Resource& resource : resources_) {
    ReferenceWalk walk(resource, edges);
    for (const auto& entry : resource.attributes.entries()) walk.walk(entry.value, entry.key);
    for (const Reference& reference : resource.depends_on) {
      edges.push_back({&resource, reference.resource, "depends_on", reference.span});
    }
  }
  return edges;
}

}  // namespace tieline::graph
