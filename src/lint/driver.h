#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cloudformation/load.h"
#include "graph/graph.h"
#include "lint/finding.h"
#include "lint/selection.h"
#include "terraform/load.h"
#include "text/source.h"

namespace tieline::lint {

/// What to check, and what the caller settles.
struct RunOptions {
  std::vector<std::filesystem::path> paths;
  terraform::Options terraform;
  cloudformation::Options cloudformation;
  Selection selection;
  unsigned jobs = 1;
  std::string stdin_filename;  ///< with `stdin_text`: the file that standard input stands for; empty: none
  std::string stdin_text;
};

/// What a run found.
struct RunResult {
  std::vector<Finding> findings;  ///< by file, place and code; the same for any number of jobs
  std::size_t files = 0;          ///< Terraform and CloudFormation files looked at
  std::size_t root_modules = 0;
  std::size_t templates = 0;
};

/// Checks everything the paths name. Never throws for what the files say.
[[nodiscard]] RunResult run(text::SourceManager& sources, const RunOptions& options);

/// The findings of one evaluated root module or template: its faults and what the rules say of it.
[[nodiscard]] std::vector<Finding> lint_graph(const text::SourceManager& sources, graph::Graph& graph,
                                              const Selection& selection);

/// The evaluated graphs of everything the paths name, in the order of their names; for `tieline graph`.
void for_each_graph(text::SourceManager& sources, const RunOptions& options,
                    const std::function<void(graph::Graph&)>& use);

/// Sorts by place, and makes one finding of those that are the same fault in several instances of a resource or module.
void tidy(std::vector<Finding>& findings, const text::SourceManager& sources);

}  // namespace tieline::lint
