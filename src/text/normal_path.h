#pragma once

#include <filesystem>

namespace tieline::text {

/// Absolute, without `.`, `..` or a slash at the end: one spelling for one path. Symbolic links stay as they are named.
[[nodiscard]] std::filesystem::path normal_path(const std::filesystem::path& path);

}  // namespace tieline::text
