#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace tieline::lint {

/// How many syntax errors the text has as a file of that name: Terraform's language, JSON, or YAML.
[[nodiscard]] std::size_t count_syntax_errors(const std::filesystem::path& name, std::string_view text);

}  // namespace tieline::lint
