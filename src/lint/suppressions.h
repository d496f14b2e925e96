#pragma once

#include <vector>

#include "lint/configurations.h"
#include "lint/run.h"
#include "text/source.h"

namespace tieline::lint {

/// Where suppressions are looked for.
struct Suppressible {
  std::vector<text::FileId> files;
  std::vector<Finding> not_reported;  ///< findings in other files; a suppression that is for one of them is of use
};

/// Moves the findings that comments and metadata of the files ask not to be reported to `result.suppressed`, and adds
/// what is wrong with those comments: TL008, for one that suppresses nothing or cannot be understood.
void apply_suppressions(RunResult& result, const Suppressible& suppressible, const text::SourceManager& sources,
                        Configurations& configurations);

}  // namespace tieline::lint
