#pragma once

#include <vector>

#include "graph/graph.h"
#include "lint/finding.h"
#include "lint/selection.h"
#include "text/source.h"

namespace tieline::lint {

/// The findings of one evaluated root module or template: its faults and what the rules say of it.
[[nodiscard]] std::vector<Finding> lint_graph(const text::SourceManager& sources, graph::Graph& graph,
                                              const Selection& selection);

/// Sorts by place, and makes one finding of those that are the same fault in several instances of a resource or module.
void tidy(std::vector<Finding>& findings, const text::SourceManager& sources);

}  // namespace tieline::lint
