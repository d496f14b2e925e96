#pragma once

#include <set>
#include <string>
#include <vector>

#include "graph/graph.h"
#include "lint/finding.h"
#include "text/source.h"

/// A text that is evaluated several times (a block under for_each, a module that is called twice, a module of two root
/// modules) can be fixed only where all of them ask for the same fix.
namespace tieline::lint {

/// Takes away the fixes that some instances of the block they are about, or of a block they change, do not ask for, and
/// those of files that are no source, such as saved plans. The findings are all of this graph.
void drop_partial_fixes(std::vector<Finding>& findings, const graph::Graph& graph, const text::SourceManager& sources);

/// What a unit is made of: folders of Terraform files, and templates.
using UnitParts = std::set<std::string>;
[[nodiscard]] UnitParts parts_of(const graph::Graph& graph, const text::SourceManager& sources);

/// Takes away the fixes of a part that some units with that part do not ask for. `by_unit` and `parts` have an element
/// for each unit.
void drop_disputed_fixes(const std::vector<std::vector<Finding>*>& by_unit, const std::vector<UnitParts>& parts,
                         const text::SourceManager& sources);

}  // namespace tieline::lint
