#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cloudformation/run.h"

namespace tieline::cloudformation {

/// The text in Base64, with padding.
[[nodiscard]] std::string base64_of(std::string_view text);

/// The parts of the JSON text of a value: known text, with the unknown strings between. False where a part that is not
/// known may be something else than a string, or a limit was met.
[[nodiscard]] bool json_parts(Run& run, Value value, const Span& at, std::vector<Value>& parts);

}  // namespace tieline::cloudformation
