#pragma once

#include <string>

namespace tieline::cli {

/// The JSON schema (draft-07) of `.tieline.yaml`, made from the table of its keys.
[[nodiscard]] std::string configuration_schema();

}  // namespace tieline::cli
