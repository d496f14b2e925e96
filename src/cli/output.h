#pragma once

#include <string>
#include <string_view>

namespace tieline::cli {

/// Writes text to a file, whole or not at all: into a file beside it first, which then takes its place. Links are
/// followed and the mode of an existing file is kept. An empty path is standard output. On failure `error` says why and
/// the file is as it was.
[[nodiscard]] bool write_output(const std::string& path, std::string_view text, std::string& error);

/// True when standard output is a terminal that wants colour.
[[nodiscard]] bool wants_color();

}  // namespace tieline::cli
