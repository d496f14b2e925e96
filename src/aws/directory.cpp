#include "aws/directory.h"

namespace tieline::aws {

Entity& Directory::declare(Entity& made, const Resource& resource) {
  made.origin = resource.mode == graph::Mode::data ? Origin::looked_up : Origin::declared;
  made.resource = &resource;
  by_resource_.emplace(&resource, &made);
  return made;
}

const Entity* Directory::named(std::string_view id) {
  const auto [at, added] = named_.try_emplace(std::string(id), nullptr);
  if (added) {
    Entity& made = make();
    made.origin = Origin::named;
    made.id = at->first;
    at->second = &made;
  }
  return at->second;
}

const Entity* Directory::opaque(const std::string& key, std::string shown) {
  const auto [at, added] = opaque_.try_emplace(key, nullptr);
  if (added) {
    Entity& made = make();
    made.origin = Origin::opaque;
    made.id = shown_.emplace_back(std::move(shown));
    at->second = &made;
  }
  return at->second;
}

}  // namespace tieline::aws
