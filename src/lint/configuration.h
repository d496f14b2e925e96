#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lint/finding.h"
#include "lint/path_pattern.h"
#include "lint/run.h"
#include "text/source.h"

namespace tieline::lint {

/// What a configuration says, and where.
template <typename T>
struct Written {
  T value;
  text::Span span = {};
};

using Assignment = std::pair<std::string, std::string>;

/// The severity of some rules; without one they are off.
struct SeverityEntry {
  std::string rules;
  std::optional<Severity> severity;
  text::Span span = {};
};

/// What one place says of the rules. `select` starts afresh: only what it names is wanted, whatever weaker places say.
struct RuleLayer {
  std::vector<Written<std::string>> select;
  std::vector<Written<std::string>> ignore;
  std::vector<SeverityEntry> severities;
};

/// A layer for some files.
struct Override {
  std::vector<PathPattern> paths;
  RuleLayer rules;
};

/// One `.tieline.yaml`, or a file that it extends. Paths are absolute.
struct Configuration {
  std::filesystem::path path;
  bool root = false;
  std::vector<const Configuration*> extends;
  RuleLayer rules;
  std::vector<Override> overrides;
  std::vector<Written<PathPattern>> exclude;
  std::optional<Written<std::string>> region;
  std::optional<Written<std::string>> workspace;
  std::optional<std::vector<Written<std::filesystem::path>>> variable_files;
  std::vector<Written<terraform::GivenVariable>> variables;
  std::optional<std::vector<Written<std::filesystem::path>>> parameter_files;
  std::vector<Written<Assignment>> file_parameters;  ///< what is in those files
  std::vector<Written<Assignment>> parameters;
  std::optional<Written<FailOn>> fail_on;
  std::optional<Written<bool>> require_reasons;
  std::optional<Written<std::filesystem::path>> baseline;
};

/// What is wrong with a configuration.
struct ConfigurationMistake {
  text::Span span;
  std::string message;  ///< one sentence, no final stop
  std::string help;     ///< what to write; may be empty
};

}  // namespace tieline::lint
