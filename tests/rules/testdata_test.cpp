// Runs every case of testdata and compares what is found with what its comments expect. See testdata/README.md.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "lint/driver.h"
#include "lint/files.h"
#include "rules/case_options.h"
#include "rules/testdata_cases.h"
#include "terraform/parsed_files.h"

namespace tieline {
namespace {

namespace fs = std::filesystem;

/// A finding as it is expected: `resource` is empty where any will do.
struct Expectation {
  std::string file;
  std::uint32_t line;
  std::string code;
  std::string resource;
};

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string shown(const fs::path& path) { return text::display_path(path); }

void expect_in_comments(const fs::path& path, std::vector<Expectation>& expected) {
  // A code may name its resource in parentheses; addresses hold brackets and quotes, but no closing parenthesis.
  static const std::regex mark(R"((?:#|//) expect:((?: [A-Z]+[0-9]+(?:\([^)]*\))?)+))");
  static const std::regex entry(R"(([A-Z]+[0-9]+)(?:\(([^)]*)\))?)");
  std::istringstream lines(read(path));
  std::string line;
  for (std::uint32_t number = 1; std::getline(lines, line); ++number) {
    std::smatch found;
    if (!std::regex_search(line, found, mark)) continue;
    const std::string codes = found[1];
    for (std::sregex_iterator code(codes.begin(), codes.end(), entry), end; code != end; ++code) {
      expected.push_back({shown(path), number, (*code)[1], (*code)[2]});
    }
  }
}

void expect_in_file_beside(const fs::path& path, std::vector<Expectation>& expected) {
  std::istringstream lines(read(path.string() + ".expect"));
  std::string line;
  while (std::getline(lines, line)) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream words(line);
    Expectation expectation{shown(path), 0, "", ""};
    words >> expectation.line >> expectation.code;
    std::getline(words >> std::ws, expectation.resource);
    ASSERT_GT(expectation.line, 0U) << path << ".expect: " << line;
    expected.push_back(expectation);
  }
}

bool is_source(const fs::path& path) {
  return terraform::is_configuration_file(path.filename()) || lint::is_document_name(path) ||
         path.string().ends_with(".tfvars");
}

std::vector<Expectation> expectations(const fs::path& test_case) {
  std::vector<Expectation> expected;
  const auto take = [&](const fs::path& path) {
    expect_in_comments(path, expected);
    expect_in_file_beside(path, expected);
  };
  if (!fs::is_directory(test_case)) {
    take(test_case);
    return expected;
  }
  for (const auto& entry : fs::recursive_directory_iterator(test_case)) {
    if (entry.is_regular_file() && is_source(entry.path())) take(entry.path());
  }
  return expected;
}

std::string describe(const Expectation& e) {
  return e.file + ":" + std::to_string(e.line) + " " + e.code + (e.resource.empty() ? "" : " (" + e.resource + ")");
}

/// Takes the expectation that a finding meets off the list; false where there is none.
bool meet(std::vector<Expectation>& open, const Expectation& found) {
  for (const bool resource_given : {true, false}) {
    const auto met = std::find_if(open.begin(), open.end(), [&](const Expectation& e) {
      return e.file == found.file && e.line == found.line && e.code == found.code &&
             (resource_given ? e.resource == found.resource : e.resource.empty());
    });
    if (met == open.end()) continue;
    open.erase(met);
    return true;
  }
  return false;
}

class Testdata : public testing::TestWithParam<fs::path> {};

TEST_P(Testdata, FindsWhatIsExpectedAndNothingElse) {
  const fs::path test_case = test::testdata() / GetParam();
  std::vector<Expectation> open = expectations(test_case);
  text::SourceManager sources;
  const lint::RunResult result = lint::run(sources, test::options_of(test_case));
  EXPECT_GT(result.files, 0U) << "nothing was looked at";
  for (const lint::Finding& finding : result.findings) {
    Expectation found{"", 0, std::string(finding.code), finding.resource};
    if (finding.span.valid()) {
      found.file = sources.file(finding.span.file).path();
      found.line = sources.start(finding.span).line;
    }
    EXPECT_TRUE(meet(open, found)) << "not expected: " << describe(found) << "\n    " << finding.message;
  }
  for (const Expectation& missing : open) ADD_FAILURE() << "missing: " << describe(missing);
}

/// `bad-` cases must expect the rule of their folder, and `good-` cases must not.
TEST_P(Testdata, IsAboutTheRuleOfItsFolder) {
  const fs::path test_case = test::testdata() / GetParam();
  const std::string folder = GetParam().begin()->string();
  if (folder == "realistic") {
    std::set<std::string> codes;
    for (const Expectation& expectation : expectations(test_case)) codes.insert(expectation.code);
    EXPECT_GE(codes.size(), 3U) << "several faults at once";
    return;
  }
  if (folder == "complete") {
    const auto all = expectations(test_case);
    EXPECT_TRUE(std::all_of(all.begin(), all.end(), [](const Expectation& e) { return e.code == "EI503"; }));
    return;
  }
  const std::string code = folder.substr(0, folder.find('-'));
  const std::string name = test_case.filename().string();
  const auto all = expectations(test_case);
  const bool expects_it = std::any_of(all.begin(), all.end(), [&](const Expectation& e) { return e.code == code; });
  ASSERT_TRUE(name.starts_with("bad-") || name.starts_with("good-")) << name;
  EXPECT_EQ(expects_it, name.starts_with("bad-")) << "of " << code;
}

INSTANTIATE_TEST_SUITE_P(Cases, Testdata, testing::ValuesIn(test::cases()), test::test_name);

/// Every EI rule has at least three bad and two good cases in each language.
TEST(TestdataCoverage, EveryRuleHasItsCases) {
  std::map<std::string, int> count;
  std::set<std::string> codes;
  for (const fs::path& test_case : test::cases()) {
    const std::string folder = test_case.begin()->string();
    if (test::holds_configurations(folder)) continue;
    const std::string code = folder.substr(0, folder.find('-'));
    const std::string language = std::next(test_case.begin())->string();
    const std::string name = test_case.filename().string();
    codes.insert(code);
    ++count[code + " " + language + " " + name.substr(0, name.find('-'))];
  }
  EXPECT_GE(codes.size(), 41U);
  for (const std::string& code : codes) {
    for (const std::string language : {"terraform", "cloudformation"}) {
      EXPECT_GE(count[code + " " + language + " bad"], 3) << code << ' ' << language;
      EXPECT_GE(count[code + " " + language + " good"], 2) << code << ' ' << language;
    }
  }
}

}  // namespace
}  // namespace tieline
