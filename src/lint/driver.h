#pragma once

#include <functional>
#include <string>
#include <vector>

#include "graph/graph.h"
#include "lint/run.h"
#include "text/source.h"

namespace tieline::lint {

/// Checks everything the paths name. Never throws for what the files say.
[[nodiscard]] RunResult run(text::SourceManager& sources, const RunOptions& options);

/// The evaluated graphs of everything the paths name, in the order of their names; for `tieline graph`. What is wrong
/// with configurations comes back; where anything is, nothing was evaluated.
[[nodiscard]] std::vector<std::string> for_each_graph(text::SourceManager& sources, const RunOptions& options,
                                                      const std::function<void(graph::Graph&)>& use);

}  // namespace tieline::lint
