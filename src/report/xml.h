#pragma once

#include <string>
#include <string_view>

namespace tieline::report {

/// Text as it may stand in XML 1.0, between tags and in quoted attributes alike: markup escaped, line ends and tabs as
/// references so that attributes keep them, and characters that XML cannot hold as U+FFFD.
[[nodiscard]] std::string xml(std::string_view text);

}  // namespace tieline::report
