#pragma once

#include <span>

#include "text/embedded_file.h"

namespace tieline::aws {

/// The files of rules/data.
[[nodiscard]] std::span<const text::EmbeddedFile> embedded_files();

}  // namespace tieline::aws
