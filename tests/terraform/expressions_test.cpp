// Compares what expressions are worth here with what Terraform recorded for them: testdata/expressions/*.txt, made by
// scripts/record-expressions.

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "support/source_dir.h"
#include "terraform/console_notation.h"
#include "terraform/evaluator.h"
#include "text/source.h"

namespace tieline::terraform {
namespace {

namespace fs = std::filesystem;

const fs::path folder = test::source_dir() / "testdata" / "expressions";

struct Case {
  std::string expression;
  std::string expected;      // as the console printed it; "! Summary: detail." for an error
  std::string ours;          // where we know more: from comments `# ours: ...`, a line each
  bool other_words = false;  // an error that we describe in words of our own: from a comment `# in other words`
  std::size_t line = 0;
};

std::vector<Case> read_cases(const fs::path& path) {
  std::ifstream file(path);
  std::vector<Case> cases;
  std::string ours;
  bool other_words = false;
  std::string line;
  bool answer = false;  // between an expression and the next
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    constexpr std::string_view ours_mark = "# ours: ";
    if (line.rfind("> ", 0) == 0) {
      cases.push_back({line.substr(2), {}, ours, other_words, number});
      ours.clear();
      other_words = false;
      answer = true;
    } else if (line.rfind(ours_mark, 0) == 0) {
      ours += (ours.empty() ? "" : "\n") + line.substr(ours_mark.size());
      answer = false;
    } else if (line == "# in other words") {
      other_words = true;
      answer = false;
    } else if (line.rfind("# ", 0) == 0) {
      answer = false;
    } else if (answer && (line == "." || line.rfind(". ", 0) == 0)) {
      cases.back().expression += "\n" + (line.size() > 2 ? line.substr(2) : "");
    } else if (answer) {
      cases.back().expected += line + "\n";
    }
  }
  for (Case& one : cases) {
    // One empty line separates, and ends the last line.
    while (!one.expected.empty() && one.expected.back() == '\n') one.expected.pop_back();
    if (one.expression.find('\n') != std::string::npos) one.expression += "\n";
  }
  return cases;
}

/// The text of an error without what is a matter of style: the final stop, and the first letter of the sentence.
std::string plain_error(std::string text) {
  while (!text.empty() && (text.back() == '.' || text.back() == ' ')) text.pop_back();
  const std::size_t sentence = text.find(": ");
  if (sentence != std::string::npos && sentence + 2 < text.size()) {
    text[sentence + 2] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[sentence + 2])));
  }
  return text;
}

bool is_error(const std::string& text) { return text.rfind("! ", 0) == 0; }

std::string evaluate(Session& session, const std::string& expression) {
  const EvalResult result = session.eval(expression);
  if (!result.errors.empty()) return "! " + result.errors.front().summary + ": " + result.errors.front().message;
  // What the console's function `type` returns is printed as it is.
  if (expression.rfind("type(", 0) == 0) return std::string(result.value.string());
  std::string text = to_console(result.value, {.as_terraform = true});
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

class Expressions : public testing::TestWithParam<fs::path> {};

TEST_P(Expressions, AreWorthWhatTerraformSays) {
  text::SourceManager sources;
  Options options;
  options.scan_root = folder / "module";
  options.read_environment = false;
  Session session(sources, folder / "module", options);
  const std::vector<Case> cases = read_cases(GetParam());
  ASSERT_FALSE(cases.empty());
  for (const Case& one : cases) {
    const std::string expected = one.ours.empty() ? one.expected : one.ours;
    const std::string ours = evaluate(session, one.expression);
    const std::string where = GetParam().filename().string() + ":" + std::to_string(one.line) + ": " + one.expression;
    if (!is_error(expected)) {
      EXPECT_EQ(expected, ours) << where;
      continue;
    }
    // What does not parse we describe in words of our own.
    const bool syntax = ours.rfind("! Invalid expression: ", 0) == 0;
    if (one.other_words || syntax) {
      EXPECT_TRUE(is_error(ours)) << where << "\n" << ours;
    } else {
      EXPECT_EQ(plain_error(expected), plain_error(ours)) << where;
    }
  }
}

std::vector<fs::path> tables() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

INSTANTIATE_TEST_SUITE_P(Recorded, Expressions, testing::ValuesIn(tables()),
                         [](const auto& table) { return table.param.stem().string(); });

TEST(ExpressionTable, IsLargeAndNamesItsVersion) {
  std::size_t count = 0;
  for (const fs::path& path : tables()) {
    count += read_cases(path).size();
    std::ifstream file(path);
    std::string first;
    std::getline(file, first);
    EXPECT_EQ(first, "Terraform v1.11.4") << path;
  }
  EXPECT_GE(count, 1500U);
}

}  // namespace
}  // namespace tieline::terraform
