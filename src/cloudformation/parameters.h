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

/// Reads the parameters of a `--parameters` file: the CLI's list of `ParameterKey` and `ParameterValue`, a plain
/// mapping, or one under `Parameters`; in JSON or YAML. A list becomes its elements with commas between. A parameter
/// with `UsePreviousValue` is left out. nullopt, with the reason in `error`, for anything else.
[[nodiscard]] std::optional<std::vector<std::pair<std::string, std::string>>> read_parameters(
    text::SourceManager& sources, text::FileId file, ParameterError& error);

}  // namespace tieline::cloudformation
