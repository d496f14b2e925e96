#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

/// The cases of testdata. See testdata/README.md.
namespace tieline::test {

/// The folder itself.
[[nodiscard]] std::filesystem::path testdata();
/// Folders that hold whole configurations, and not cases of a rule.
[[nodiscard]] bool holds_configurations(const std::string& folder);
/// All cases, relative to it: a folder `<rule>/terraform/<case>`, a file `<rule>/cloudformation/<case>.yaml`, and
/// everything in `complete` and `realistic`.
[[nodiscard]] std::vector<std::filesystem::path> cases();
/// What GoogleTest calls a case.
[[nodiscard]] std::string test_name(const testing::TestParamInfo<std::filesystem::path>& info);

}  // namespace tieline::test
