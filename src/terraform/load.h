#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "graph/graph.h"
#include "terraform/parsed_files.h"
#include "text/source.h"

namespace tieline::terraform {

/// A variable's value as a configuration of the linter gives it.
struct GivenVariable {
  std::string name;
  std::string text;
  bool is_expression = false;  ///< false: it is read as `--var` is
};

/// What the caller settles from outside the configuration.
struct Options {
  std::vector<std::pair<std::string, std::string>> variables;  ///< `--var NAME=VALUE`, in order
  std::vector<std::filesystem::path> variable_files;           ///< `--var-file`, in order
  /// For each of `variables` how many of the files come before it, as Terraform takes both in the order of the command
  /// line; all of them where nothing is said.
  std::vector<std::size_t> files_before_variables;
  /// The same from a configuration; these come first, so that what the command line gives wins.
  std::vector<std::filesystem::path> configured_files;
  std::vector<GivenVariable> configured_variables;
  std::string region;  ///< `--region`; empty: as the configuration says
  std::string workspace = "default";
  std::filesystem::path scan_root;  ///< nothing outside it is read
  bool allow_outside = false;
  bool read_environment = true;  ///< whether TF_VAR_ variables count
  /// What the root modules of one run share; null: this load parses for itself.
  std::shared_ptr<ParsedFiles> parsed = {};
};

/// Loads and evaluates the root module in a folder. Whatever is wrong with it is among the graph's faults; never throws
/// and never returns null.
[[nodiscard]] std::unique_ptr<graph::Graph> load_root_module(text::SourceManager& sources,
                                                             const std::filesystem::path& folder,
                                                             const Options& options);

}  // namespace tieline::terraform
