#pragma once

#include <memory>
#include <string_view>

#include "graph/graph.h"
#include "terraform/load.h"
#include "text/source.h"

namespace tieline::terraform {

/// Looks at the first bytes alone: false when the file is certainly no saved plan (`terraform show -json`).
[[nodiscard]] bool may_be_plan(std::string_view bytes);

/// Loads a saved plan. Where the configuration it was made of lies beside it, that is evaluated with the plan's
/// variables and what its data sources found, so that findings have their places. Else the planned values are taken,
/// with references where the plan's configuration says beyond doubt what an unknown value refers to. Null where the
/// file is no plan; never throws.
[[nodiscard]] std::unique_ptr<graph::Graph> load_plan(text::SourceManager& sources, text::FileId file,
                                                      const std::filesystem::path& path, const Options& options);

}  // namespace tieline::terraform
