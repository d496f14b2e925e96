#pragma once

#include <optional>
#include <vector>

#include "cloudformation/parameters.h"

namespace tieline::cloudformation {

/// Reads the `parameter_overrides` of a samconfig.toml, one set for each configuration environment by its name: those
/// of its `deploy` command, over those it gives for all commands (`global`). nullopt, with the reason in `error`, where
/// it is no such file.
[[nodiscard]] std::optional<std::vector<ParameterSet>> read_samconfig(text::SourceManager& sources, text::FileId file,
                                                                      ParameterError& error);

}  // namespace tieline::cloudformation
