#pragma once

#include <filesystem>

namespace tieline::test {

/// The folder of the project's sources, for tests that read testdata.
[[nodiscard]] std::filesystem::path source_dir();

}  // namespace tieline::test
