#pragma once

#include <filesystem>

#include "lint/run.h"

namespace tieline::test {

/// How a case of testdata is run: with the options that its first line gives. See testdata/README.md.
[[nodiscard]] lint::RunOptions options_of(const std::filesystem::path& test_case);

}  // namespace tieline::test
