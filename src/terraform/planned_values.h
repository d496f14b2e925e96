#pragma once

#include <string_view>

#include "graph/graph.h"
#include "terraform/plan_document.h"

namespace tieline::terraform {

/// Fills a graph with the resources of a plan, from the plan alone: what is planned, and references where the plan's
/// configuration says beyond doubt what a value that is not known yet refers to.
void read_planned_values(graph::Graph& graph, const Node& plan, std::string_view region);

}  // namespace tieline::terraform
