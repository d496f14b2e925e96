#pragma once

#include <span>
#include <string>
#include <vector>

#include "lint/finding.h"
#include "text/source.h"

namespace tieline::lint {

/// A name for each finding that stays the same when lines move: of the code, the file, the resource, the message and
/// the condition, and which of several alike it is. 16 hexadecimal digits.
[[nodiscard]] std::vector<std::string> fingerprints(std::span<const Finding> findings,
                                                    const text::SourceManager& sources);

}  // namespace tieline::lint
