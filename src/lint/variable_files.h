#pragma once

#include <vector>

#include "lint/finding.h"

namespace tieline::lint {

/// Makes one finding of those that are the same with several values files (`--each-var-file`, `--each-parameters`); it
/// lists them.
void merge_variable_files(std::vector<Finding>& findings);

}  // namespace tieline::lint
