#pragma once

#include <filesystem>
#include <memory>

#include "terraform/evaluation.h"
#include "terraform/load.h"

namespace tieline::terraform {

/// The folder as an absolute, normal path without a slash at its end.
[[nodiscard]] std::filesystem::path absolute_folder(const std::filesystem::path& folder);
/// The files that the run shares, or new ones.
[[nodiscard]] std::shared_ptr<ParsedFiles> parsed_files(text::SourceManager& sources, const Options& options);
/// Evaluates the root module, whose variables have their given values, into the graph.
void evaluate_root(Evaluation& evaluation);

}  // namespace tieline::terraform
