#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Facts about AWS, from the files in rules/data that are embedded in the program. Each file is read at the first
/// question that needs it.
namespace tieline::aws::facts {

/// The bytes of a file of rules/data by its name without `.json`; nullopt where there is none.
[[nodiscard]] std::optional<std::string_view> file(std::string_view name);

}  // namespace tieline::aws::facts
