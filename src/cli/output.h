#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/write_file.h"

namespace tieline::cli {

/// text::write_files, and standard output where a path is empty, which comes last.
[[nodiscard]] bool write_outputs(const std::vector<text::FileText>& outputs, std::string& error);
[[nodiscard]] bool write_output(const std::string& path, std::string_view text, std::string& error);

/// True when standard output is a terminal that wants colour.
[[nodiscard]] bool wants_color();

}  // namespace tieline::cli
