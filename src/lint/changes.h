#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "lint/run.h"
#include "text/source.h"

namespace tieline::lint {

/// What a change did to the files on disk: for each its path, and the bytes it had before. Null: it was not there, or
/// was nothing that is linted (a link, a pointer to large content).
struct Changes {
  std::map<std::filesystem::path, text::SharedBytes> before;
};

/// Undoes a unified diff that led to the files as they are on disk. Its names are relative to `folder`, or to `top`,
/// whichever holds all files that it leads to. nullopt, with the place and the reason in `error`, where it is no diff
/// or the files are not what it says.
[[nodiscard]] std::optional<Changes> undo_diff(std::string_view diff, const std::filesystem::path& folder,
                                               const std::filesystem::path& top, std::string& error);

/// Checks one state of the files.
using Checker = RunResult (*)(text::SourceManager& sources, const RunOptions& options);

/// Keeps of the findings those that the state before the change does not have, wherever they are: `check` looks at that
/// state too. RunResult::unchanged counts the others.
void keep_new(RunResult& result, const Changes& changes, const text::SourceManager& sources, const RunOptions& options,
              Checker check);

}  // namespace tieline::lint
