#pragma once

#include <functional>
#include <vector>

#include "lint/configuration.h"
#include "text/source.h"

namespace tieline::lint {

/// How a configuration reaches the files that it names.
struct ConfigurationAccess {
  /// Whether a file may be read: what a configuration names must not lead out of the repository.
  std::function<bool(const std::filesystem::path&)> is_allowed;
  /// The configuration in a file, for `extends`; null, with a mistake reported, where there is none.
  std::function<const Configuration*(const std::filesystem::path&, const text::Span& at)> extend;
};

/// Reads a configuration. What is wrong is added to `mistakes`, and the rest still is read.
[[nodiscard]] Configuration read_configuration(text::SourceManager& sources, text::FileId file,
                                               const std::filesystem::path& path, const ConfigurationAccess& access,
                                               std::vector<ConfigurationMistake>& mistakes);

}  // namespace tieline::lint
