#pragma once

#include "lint/run.h"
#include "text/source.h"

namespace tieline::lint {

/// Checks everything the paths name. Never throws for what the files say.
[[nodiscard]] RunResult run(text::SourceManager& sources, const RunOptions& options);

}  // namespace tieline::lint
