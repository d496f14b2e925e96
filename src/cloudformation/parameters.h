#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "text/source.h"

namespace tieline::cloudformation {

/// What is wrong with a file of parameters.
struct ParameterError {
  text::Span span;
  std::string message;  ///< one sentence, no final stop
};

using Parameters = std::vector<std::pair<std::string, std::string>>;

/// Values of parameters that belong together.
struct ParameterSet {
  std::string name;  ///< of the file, or of an environment of a samconfig.toml
  Parameters values;
};

/// The sets that a file holds: one of its name, or one for each environment of a samconfig.toml
/// (`samconfig.toml:prod`). nullopt, with the reason in `error`, for a file that holds none.
[[nodiscard]] std::optional<std::vector<ParameterSet>> read_parameter_sets(text::SourceManager& sources,
                                                                           text::FileId file, ParameterError& error);

/// Reads the parameters of a `--parameters` file: the CLI's list of `ParameterKey` and `ParameterValue`, a plain
/// mapping, or one under `Parameters`; in JSON or YAML. A list becomes its elements with commas between. A parameter
/// with `UsePreviousValue` is left out. Of a samconfig.toml those of the environment `default`. nullopt, with the
/// reason in `error`, for anything else.
[[nodiscard]] std::optional<Parameters> read_parameters(text::SourceManager& sources, text::FileId file,
                                                        ParameterError& error);

}  // namespace tieline::cloudformation
