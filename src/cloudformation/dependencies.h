#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cloudformation/stack.h"

namespace tieline::cloudformation {

/// One resource mentions another: by Ref, Fn::GetAtt, Fn::Sub or DependsOn. Slots by index.
struct Dependency {
  std::size_t from;
  std::size_t to;
  Span at;
  Condition when;  ///< the mention counts
};

/// The slots in an order in which each comes after those it mentions, circles aside; and a fault for each circle of
/// mentions that can hold together.
[[nodiscard]] std::vector<std::size_t> order_by_dependency(Stack& stack, const std::vector<Dependency>& dependencies);

}  // namespace tieline::cloudformation
