#pragma once

#include <string_view>
#include <vector>

#include "cloudformation/template.h"

namespace tieline::cloudformation {

/// The names of the conditions in an order in which each comes after those it mentions, circles aside, and what is
/// mentioned together stands together: so decision diagrams over them stay small, and nothing recurses from one
/// condition into the next.
[[nodiscard]] std::vector<std::string_view> condition_order(const Section& conditions);

}  // namespace tieline::cloudformation
