#pragma once

#include <cstddef>
#include <unordered_map>
#include <vector>

#include "aws/entity.h"

namespace tieline::aws {

/// Places in a list by the entity that stands there. What the configuration makes is itself and nothing else it makes,
/// so that few places need a closer look.
class ByEntity {
 public:
  /// Null stands for one that nothing is known of.
  void add(const Entity* entity) { (is_made_here(entity) ? made_[entity] : others_).push_back(count_++); }

  /// Calls `body(place)` for every place whose entity may be this one, and perhaps for more.
  template <typename Body>
  void for_each_like(const Entity* entity, Body&& body) const {
    if (!is_made_here(entity)) {
      for (std::size_t place = 0; place < count_; ++place) body(place);
      return;
    }
    if (const auto itself = made_.find(entity); itself != made_.end()) {
      for (const std::size_t place : itself->second) body(place);
    }
    for (const std::size_t place : others_) body(place);
  }

 private:
  std::unordered_map<const Entity*, std::vector<std::size_t>> made_;
  std::vector<std::size_t> others_;
  std::size_t count_ = 0;
};

}  // namespace tieline::aws
