#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/graph.h"
#include "syntax/document/node.h"

namespace tieline::terraform {

/// A JSON value of a plan. `unknown` is its mirror in `after_unknown`: true where the value is not known yet; null
/// where all of it is known.
[[nodiscard]] value::Value plan_value(text::Arena& arena, const document::Node* node, const document::Node* unknown);

/// Fills a graph with the resources of a plan, from the plan alone.
void read_planned_values(graph::Graph& graph, const document::Node& plan, std::string_view region);

}  // namespace tieline::terraform
