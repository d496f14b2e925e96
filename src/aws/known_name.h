#pragma once

#include <optional>
#include <string_view>

#include "aws/adapters/schema.h"
#include "graph/resource.h"

namespace tieline::aws {

/// The name that a resource makes a thing under or looks it up by: its own, or for a kind without names its Name tag.
/// Empty where it has none; nullopt where that is not known. Two things with different names are two.
[[nodiscard]] std::optional<std::string_view> known_name(const graph::Resource& resource, const TypeInfo& info);

}  // namespace tieline::aws
