#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "graph/graph.h"
#include "text/source.h"

namespace tieline::cloudformation {

/// What the caller settles from outside the template.
struct Options {
  std::vector<std::pair<std::string, std::string>> parameters;  ///< later ones win
  std::string region;                                           ///< `--region`; empty: not known
  std::filesystem::path scan_root;                              ///< nothing outside it is read
  bool allow_outside = false;
};

/// Loads and evaluates one template. nullptr when the file is no CloudFormation template. Whatever is wrong with it is
/// among the graph's faults; never throws.
[[nodiscard]] std::unique_ptr<graph::Graph> load_template(text::SourceManager& sources, text::FileId file,
                                                          const Options& options);

}  // namespace tieline::cloudformation
