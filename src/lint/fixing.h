#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "lint/run.h"
#include "text/source.h"

/// Applying the fixes that findings offer. Nothing here writes a file.
namespace tieline::lint {

/// A file as the fixes leave it.
struct FixedFile {
  std::filesystem::path path;  ///< canonical: no part of it is a link
  std::string shown;           ///< as findings name it
  std::string before;          ///< what was linted
  std::string after;
  std::size_t bundle = 0;  ///< files with the same number share a fix: change all of them or none
};

struct FixOutcome {
  /// What the last run read, with the fixes: the places in `result` are in it.
  std::unique_ptr<text::SourceManager> sources;
  RunResult result;                ///< what remains once the files are as FixedFile::after has them
  std::vector<FixedFile> files;    ///< those that change, by path
  std::size_t fixed = 0;           ///< findings whose fix was applied
  std::size_t unsafe = 0;          ///< findings that remain and have an unsafe fix, where those were not wanted
  std::vector<std::string> notes;  ///< what was not done, and why; a sentence each, without a stop
};

/// Lints, applies the fixes that do not overlap, and lints again until there is nothing more to apply, at most
/// limits::fix_rounds times. A fix is applied whole or not at all. Left alone are files outside the folders that are
/// checked (in truth: links are followed first) and copies of modules under `.terraform`; and a file that a round of
/// fixes would keep from parsing stays as it was before that round.
[[nodiscard]] FixOutcome fix(const RunOptions& options, bool unsafe_too);

}  // namespace tieline::lint
