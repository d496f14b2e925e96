#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
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

/// What of a template others may ask for beside its graph.
struct TemplateNotes {
  /// Names under which outputs are offered to other stacks of the account and region, and those that are taken from
  /// them, where they are settled.
  std::vector<std::string> exports;
  std::vector<std::string> imports;
  /// Where a resource's text says what it was generated from (the construct of a CDK app), by address.
  std::unordered_map<std::string, graph::RelatedPlace> origins;
};

/// Loads and evaluates one template. nullptr when the file is no CloudFormation template. Whatever is wrong with it is
/// among the graph's faults; never throws.
[[nodiscard]] std::unique_ptr<graph::Graph> load_template(text::SourceManager& sources, text::FileId file,
                                                          const Options& options, TemplateNotes* notes = nullptr);

/// Loads several templates into one graph, each as a stack of its own in the same account and region; what one exports,
/// those after it import. Those that are no templates are left out.
[[nodiscard]] std::unique_ptr<graph::Graph> load_templates(text::SourceManager& sources,
                                                           std::span<const text::FileId> files, const Options& options,
                                                           TemplateNotes* notes = nullptr);

}  // namespace tieline::cloudformation
