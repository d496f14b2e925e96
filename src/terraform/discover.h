#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "terraform/parsed_files.h"

namespace tieline::terraform {

/// Whether a module source is a path relative to the folder of the caller.
[[nodiscard]] bool is_local_source(std::string_view source);

/// The folders that the module blocks of a folder call by a relative path (`./x`, `../x`), absolute and normal, in the
/// order of the blocks. A folder with Terraform files that no scanned folder calls is a root module.
[[nodiscard]] std::vector<std::filesystem::path> local_module_sources(ParsedFiles& parsed,
                                                                      const std::filesystem::path& folder);

/// Of the folders given (each with Terraform files), those that none of the others calls as a module. Folders that
/// call each other in a circle and are called by nobody else are represented by the first of them. Keeps the order.
[[nodiscard]] std::vector<std::filesystem::path> root_modules(ParsedFiles& parsed,
                                                              const std::vector<std::filesystem::path>& folders);

}  // namespace tieline::terraform
