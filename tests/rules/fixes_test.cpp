// What the fixes of the rules do to every case of testdata.

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>

#include "lint/driver.h"
#include "lint/fix_writer.h"
#include "lint/fixing.h"
#include "lint/parse_check.h"
#include "rules/case_options.h"
#include "rules/testdata_cases.h"

namespace tieline {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string with_crlf(const std::string& text) {
  std::string result;
  for (const char c : text) result += c == '\n' ? "\r\n" : std::string(1, c);
  return result;
}

std::string without_returns(std::string text) {
  std::erase(text, '\r');
  return text;
}

/// How often each code is found.
std::map<std::string, int> count_codes(const lint::RunResult& result) {
  std::map<std::string, int> count;
  for (const lint::Finding& finding : result.findings) ++count[std::string(finding.code)];
  return count;
}

class Fixes : public testing::TestWithParam<fs::path> {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "tieline-fixes-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = fs::canonical(name);
  }
  void TearDown() override { fs::remove_all(folder_); }

  /// A copy of the case, changed by `change`, and how to run it. A template may name others in the folders beside it.
  template <typename Change>
  lint::RunOptions copy(const std::string& name, const Change& change) const {
    const fs::path from = test::testdata() / GetParam();
    const fs::path to = folder_ / name;
    lint::RunOptions options = test::options_of(from);
    if (fs::is_directory(from)) {
      fs::copy(from, to, fs::copy_options::recursive);
      options.paths = {to};
    } else {
      fs::create_directories(to);
      fs::copy_file(from, to / from.filename());
      for (const auto& entry : fs::directory_iterator(from.parent_path())) {
        if (entry.is_directory()) fs::copy(entry.path(), to / entry.path().filename(), fs::copy_options::recursive);
      }
      options.paths = {to / from.filename()};
    }
    for (const auto& entry : fs::recursive_directory_iterator(to)) {
      if (!entry.is_regular_file() || entry.is_symlink()) continue;
      const std::string text = change(read(entry.path()));
      std::ofstream(entry.path(), std::ios::binary) << text;
    }
    return options;
  }
  [[nodiscard]] lint::RunOptions copy(const std::string& name) const {
    return copy(name, [](const std::string& text) { return text; });
  }

  static void expect_well_formed(const lint::RunResult& result, const text::SourceManager& sources) {
    for (const lint::Finding& finding : result.findings) {
      for (const lint::Fix& fix : finding.fixes) {
        EXPECT_FALSE(fix.description.empty()) << finding.code;
        EXPECT_FALSE(fix.edits.empty()) << finding.code;
        for (std::size_t i = 0; i < fix.edits.size(); ++i) {
          const text::Span& span = fix.edits[i].span;
          ASSERT_TRUE(span.valid()) << finding.code;
          EXPECT_LE(span.begin, span.end);
          EXPECT_LE(span.end, sources.file(span.file).bytes().size());
          for (std::size_t j = 0; j < i; ++j) {
            const text::Span& other = fix.edits[j].span;
            const bool apart = other.file != span.file || other.end < span.begin || span.end < other.begin;
            EXPECT_TRUE(apart) << finding.code << ": the edits of one fix touch";
          }
        }
      }
    }
  }

  /// Fixes a copy and writes it; the properties that hold for any fixes.
  lint::FixOutcome fix(const lint::RunOptions& options, bool unsafe) const {
    text::SourceManager sources;
    const lint::RunResult before = lint::run(sources, options);
    expect_well_formed(before, sources);
    lint::FixOutcome outcome = lint::fix(options, unsafe);
    for (const std::string& note : outcome.notes) ADD_FAILURE() << note;
    for (const lint::FixedFile& file : outcome.files) {
      EXPECT_LE(lint::count_syntax_errors(file.path, file.after), lint::count_syntax_errors(file.path, file.before))
          << file.after;
    }
    const auto codes_before = count_codes(before);
    for (const auto& [code, count] : count_codes(outcome.result)) {
      // A role that lacks the EI actions is told no more; one that has them is told of the rest of the guide's list.
      const auto known = codes_before.find(code == "EI102" && !codes_before.contains(code) ? "EI101" : code);
      EXPECT_LE(count, known == codes_before.end() ? 0 : known->second) << code << " is new\n" << texts(outcome);
    }
    if (outcome.fixed > 0) {
      EXPECT_TRUE(outcome.result.findings.size() < before.findings.size() || codes_before.contains("EI101"))
          << texts(outcome);
    }
    EXPECT_EQ(lint::write_fixes(outcome.files).files, outcome.files.size());
    for (const lint::FixedFile& file : outcome.files) EXPECT_EQ(read(file.path), file.after);
    return outcome;
  }

  /// The same case with other line ends is fixed in the same way.
  void expect_line_ends_kept(const lint::FixOutcome& plain) const {
    const lint::FixOutcome dos = lint::fix(copy("dos", with_crlf), false);
    EXPECT_EQ(plain.fixed, dos.fixed);
    ASSERT_EQ(plain.files.size(), dos.files.size());
    for (std::size_t i = 0; i < plain.files.size(); ++i) {
      EXPECT_EQ(without_returns(dos.files[i].after), plain.files[i].after);
      EXPECT_EQ(with_crlf(plain.files[i].after), dos.files[i].after);
    }
  }

  static std::string texts(const lint::FixOutcome& outcome) {
    std::string all;
    for (const lint::FixedFile& file : outcome.files) all += "--- " + file.shown + "\n" + file.after;
    return all;
  }

  fs::path folder_;
};

/// One test a case, since starting a test takes longer than running it.
TEST_P(Fixes, MendWhatTheySayAndNothingElse) {
  const lint::RunOptions options = copy("plain");
  const lint::FixOutcome outcome = fix(options, false);
  for (const lint::Finding& finding : outcome.result.findings) {
    for (const lint::Fix& fix : finding.fixes) EXPECT_FALSE(fix.safe) << finding.code << " still has a fix";
  }
  const lint::FixOutcome again = lint::fix(options, false);
  EXPECT_TRUE(again.files.empty()) << "the second time something changes";
  EXPECT_EQ(count_codes(again.result), count_codes(outcome.result));
  expect_line_ends_kept(outcome);
  const lint::RunOptions unsafe = copy("unsafe");
  (void)fix(unsafe, true);
  EXPECT_TRUE(lint::fix(unsafe, true).files.empty()) << "the second time something changes";
}

INSTANTIATE_TEST_SUITE_P(Cases, Fixes, testing::ValuesIn(test::cases()), test::test_name);

}  // namespace
}  // namespace tieline
