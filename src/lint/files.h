#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/source.h"

namespace tieline::lint {

class Configurations;

/// The files of a run that may be looked at.
struct FoundFiles {
  std::vector<std::filesystem::path> terraform_folders;  ///< folders with configuration files, each once, sorted
  /// Files that may be templates or saved plans, by their names or because they are asked for; sorted.
  std::vector<std::filesystem::path> documents;
  std::vector<std::pair<std::filesystem::path, std::string>> unreadable;  ///< folders and files, and why
};

/// Walks the paths: a folder with everything below it, a file by itself (for a Terraform file, its folder). Folders
/// that hold no source (`.git`, `.terraform`, `node_modules`, `cdk.out`'s assets) are passed over, links to folders are
/// not followed; what the configuration of its folder excludes is not looked at, unless it is named.
[[nodiscard]] FoundFiles find_files(const text::SourceManager& sources, const std::vector<std::filesystem::path>& paths,
                                    Configurations& configurations);

/// Whether tools fill folders of that name: copies of modules, packages, version control.
[[nodiscard]] bool is_skipped_folder(std::string_view name);

/// Whether CloudFormation templates carry names like this: yaml, yml, json, template.
[[nodiscard]] bool is_document_name(const std::filesystem::path& name);

}  // namespace tieline::lint
