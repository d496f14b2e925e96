#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "lint/changes.h"

namespace tieline::cli {

/// What changed since a commit, and which commit that is.
struct GitChanges {
  lint::Changes changes;
  std::string since;               ///< "1f2e3d4c5b6a, the merge base of main and HEAD"
  std::vector<std::string> notes;  ///< what could not be compared
};

/// Asks git what changed in the working tree since the merge base of `base` and HEAD: in files that git follows, and in
/// new ones that it does not ignore. The repository is that of `paths`; nothing in it is touched, and nothing is
/// fetched. nullopt, with the reason and what to do in `error`, where git cannot tell.
[[nodiscard]] std::optional<GitChanges> changes_since(const std::string& base,
                                                      const std::vector<std::filesystem::path>& paths,
                                                      std::string& error);

/// The folder at or above that holds `.git`; the folder itself where there is none.
[[nodiscard]] std::filesystem::path top_of_repository(const std::filesystem::path& folder);

}  // namespace tieline::cli
