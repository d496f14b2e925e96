#include "rules/testdata_cases.h"

#include <algorithm>
#include <cctype>

#include "lint/files.h"
#include "support/source_dir.h"

namespace tieline::test {

namespace fs = std::filesystem;

fs::path testdata() { return source_dir() / "testdata"; }

bool holds_configurations(const std::string& folder) { return folder == "complete" || folder == "realistic"; }

std::vector<fs::path> cases() {
  std::vector<fs::path> found;
  for (const auto& rule : fs::directory_iterator(testdata())) {
    if (!rule.is_directory() || rule.path().filename() == "expressions") continue;
    const bool whole = holds_configurations(rule.path().filename());
    const std::vector<fs::path> groups =
        whole ? std::vector{rule.path()} : std::vector{rule.path() / "terraform", rule.path() / "cloudformation"};
    for (const fs::path& group : groups) {
      if (!fs::exists(group)) continue;
      for (const auto& entry : fs::directory_iterator(group)) {
        const bool terraform = entry.is_directory() && (whole || group.filename() == "terraform");
        if (terraform || (entry.is_regular_file() && lint::is_document_name(entry.path()))) {
          found.push_back(entry.path().lexically_relative(testdata()));
        }
      }
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string test_name(const testing::TestParamInfo<fs::path>& info) {
  std::string name = info.param.generic_string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

}  // namespace tieline::test
