#pragma once

#include <string>
#include <vector>

#include "lint/fixing.h"

namespace tieline::lint {

/// What became of the files of a fixing run.
struct WrittenFixes {
  std::size_t files = 0;                ///< written
  std::vector<std::string> left_alone;  ///< changed since they were linted, each as a sentence without a stop
  std::vector<std::string> unwritable;  ///< likewise
};

/// Writes the files, each whole or not at all, and of those that share a fix all or none. A file that is no longer what
/// was linted is left alone.
[[nodiscard]] WrittenFixes write_fixes(const std::vector<FixedFile>& files);

}  // namespace tieline::lint
