#pragma once

#include <string>
#include <string_view>

namespace tieline::text {

/// What changes a file from one text to the other, as `git apply` and `patch -p1` take it; empty where nothing does.
/// Lines keep their ends: CRLF stays, and a missing one at the end of the file is said. `path` is relative.
[[nodiscard]] std::string unified_diff(std::string_view path, std::string_view before, std::string_view after);

}  // namespace tieline::text
