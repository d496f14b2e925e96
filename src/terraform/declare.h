#pragma once

#include <filesystem>
#include <vector>

#include "terraform/module_source.h"
#include "terraform/parsed_files.h"

namespace tieline::terraform {

/// One file of a module on its way into a ModuleSource.
struct ModuleFile {
  std::filesystem::path path;
  const ParsedFile* parsed;
  bool overrides;  ///< `override.tf`, `x_override.tf`: merged into what the others declare
};

/// Fills in the declarations of the files, which are in the order of their names, with the overrides merged in and
/// duplicates reported.
void declare(ModuleSource& module, const std::vector<ModuleFile>& files);

/// Finds what every expression of the module mentions; reports names that are declared nowhere.
void resolve_references(ModuleSource& module, const text::SourceManager& sources, const std::vector<ModuleFile>& files);

/// What an expression that is not in the module's files mentions of it.
[[nodiscard]] Dependencies resolve_expression(const ModuleSource& module, const text::SourceManager& sources,
                                              const hcl::Expr& expr, std::vector<SourceFault>& faults);

}  // namespace tieline::terraform
