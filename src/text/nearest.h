#pragma once

#include <span>
#include <string_view>

namespace tieline::text {

/// The candidate that a person most likely meant: the one with the fewest characters put in, left out, replaced
/// or swapped, case aside, where these are few for the name's length; of equals the first. Empty where none is near.
[[nodiscard]] std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates);

}  // namespace tieline::text
