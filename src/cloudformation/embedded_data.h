#pragma once

#include <span>

#include "text/embedded_file.h"

namespace tieline::cloudformation {

/// What rules/data has about transforms: serverless.json alone.
[[nodiscard]] std::span<const text::EmbeddedFile> embedded_files();

}  // namespace tieline::cloudformation
