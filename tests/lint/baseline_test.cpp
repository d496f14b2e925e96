// The file of findings that are put up with.

#include "lint/baseline.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "lint/run.h"
#include "support/program.h"

namespace tieline::lint {
namespace {

namespace fs = std::filesystem;

Finding finding_at(text::SourceManager& sources, const fs::path& file, std::string resource, std::string message) {
  const auto id = sources.open(file);
  EXPECT_TRUE(id) << file;
  Finding finding;
  finding.code = "EI302";
  finding.resource = std::move(resource);
  finding.message = std::move(message);
  finding.span = {*id, 0, 1};
  return finding;
}

std::string error_of(const test::ScratchFolder& disk, std::string_view text) {
  const fs::path file = disk.write("baseline.json", text);
  std::string error;
  EXPECT_FALSE(read_baseline(file, error));
  EXPECT_TRUE(error.starts_with(file.string() + ":")) << error;
  return error.substr(std::min(error.size(), file.string().size() + 1));
}

/// The result of a run that found all that, with the baseline applied.
RunResult with_baseline(const Baseline& baseline, std::vector<Finding> findings, const text::SourceManager& sources,
                        const fs::path& checked) {
  RunResult result;
  result.findings = std::move(findings);
  RunOptions options;
  options.paths = {checked};
  apply_baseline(result, baseline, sources, options);
  return result;
}

TEST(Baseline, IsReadableJsonInOrder) {
  const test::ScratchFolder disk;
  text::SourceManager sources;
  const fs::path b = disk.write("net/b.tf", "x\n");
  const fs::path a = disk.write("a.tf", "x\n");
  Finding conditional = finding_at(sources, a, "", "no resource");
  conditional.when = "prod is true";
  const std::vector<Finding> findings{finding_at(sources, b, "y", "second"), finding_at(sources, a, "z", "first"),
                                      conditional};
  const std::string text = baseline_text(make_baseline(disk.path() / "baseline.json", findings, sources));
  EXPECT_TRUE(text.ends_with("}\n"));
  const auto json = nlohmann::ordered_json::parse(text);
  EXPECT_EQ(json["version"], 1);
  ASSERT_EQ(json["findings"].size(), 3U);
  EXPECT_EQ(json["findings"][0]["file"], "a.tf");
  EXPECT_EQ(json["findings"][0]["when"], "prod is true");
  EXPECT_FALSE(json["findings"][0].contains("resource"));
  EXPECT_EQ(json["findings"][1]["resource"], "z");
  EXPECT_EQ(json["findings"][2]["file"], "net/b.tf");
  EXPECT_EQ(json["findings"][2]["code"], "EI302");
  EXPECT_EQ(json["findings"][2]["message"], "second");
  EXPECT_EQ(json["findings"][2]["fingerprint"].get<std::string>().size(), 16U);
  std::vector<Finding> shuffled{findings[2], findings[0], findings[1]};
  EXPECT_EQ(baseline_text(make_baseline(disk.path() / "baseline.json", shuffled, sources)), text);
}

TEST(Baseline, IsReadAsItWasWritten) {
  const test::ScratchFolder disk;
  text::SourceManager sources;
  const fs::path file = disk.write("odd \"na\nme\xFF.tf", "x\n");
  const std::vector<Finding> findings{finding_at(sources, file, "a[\"k\xFF\"]", "wrong: \xE2\x82\xAC \xFF")};
  const fs::path at = disk.path() / "baseline.json";
  const std::string text = baseline_text(make_baseline(at, findings, sources));
  disk.write("baseline.json", text);
  std::string error;
  const auto baseline = read_baseline(at, error);
  ASSERT_TRUE(baseline) << error;
  EXPECT_EQ(baseline_text(*baseline), text);
  const RunResult result = with_baseline(*baseline, findings, sources, disk.path());
  EXPECT_TRUE(result.findings.empty());
  EXPECT_TRUE(result.vanished.empty());
  ASSERT_EQ(result.suppressed.size(), 1U);
  EXPECT_EQ(result.suppressed.front().suppression->by, Suppression::By::baseline);
}

TEST(Baseline, SaysWhatIsWrongAndWhere) {
  const test::ScratchFolder disk;
  EXPECT_TRUE(error_of(disk, "{\n  \"version\": 1,\n  \"findings\": [,]\n}").starts_with("3:"));
  EXPECT_EQ(error_of(disk, ""), "1:1: a baseline is a JSON object; write one with --write-baseline");
  EXPECT_EQ(error_of(disk, "[]"), "1:1: this is no baseline of version 1; write one with --write-baseline");
  EXPECT_EQ(error_of(disk, "{\"version\": 2}"),
            "1:13: this is no baseline of version 1; write one with --write-baseline");
  EXPECT_EQ(error_of(disk, "{\"version\": 1}"), "1:1: a baseline has a list `findings`");
  EXPECT_EQ(error_of(disk, "{\"version\": 1, \"findings\": [\n3]}"), "2:1: an entry of `findings` is an object");
  EXPECT_EQ(error_of(disk, "{\"version\": 1, \"findings\": [\n{\"code\": \"EI302\"}]}"), "2:1: `file` is missing");
  EXPECT_EQ(error_of(disk, "{\"version\": 1, \"findings\": [\n{\"code\": 302}]}"), "2:10: `code` is a string");
  std::string error;
  EXPECT_FALSE(read_baseline(disk.path() / "missing.json", error));
  EXPECT_NE(error.find("missing.json: No such file"), std::string::npos) << error;
}

TEST(Baseline, LetsAsManyAlikesPassAsItLists) {
  const test::ScratchFolder disk;
  text::SourceManager sources;
  const fs::path file = disk.write("a.tf", "x\n");
  const Finding one = finding_at(sources, file, "a", "wrong");
  const Baseline baseline = make_baseline(disk.path() / "baseline.json", std::vector<Finding>{one, one}, sources);
  const RunResult result = with_baseline(baseline, {one, one, one}, sources, disk.path());
  EXPECT_EQ(result.suppressed.size(), 2U);
  EXPECT_EQ(result.findings.size(), 1U);
}

TEST(Baseline, NeverHidesWhatBelongsToNoFile) {
  const test::ScratchFolder disk;
  const text::SourceManager sources;
  Finding nowhere;
  nowhere.code = "TL001";
  nowhere.message = "secret.tf cannot be read";
  const Baseline baseline = make_baseline(disk.path() / "baseline.json", std::vector<Finding>{nowhere}, sources);
  EXPECT_TRUE(baseline.entries.empty());
  EXPECT_EQ(with_baseline(baseline, {nowhere}, sources, disk.path()).findings.size(), 1U);
}

TEST(Baseline, CallsVanishedOnlyWhatTheRunLookedFor) {
  const test::ScratchFolder disk;
  text::SourceManager sources;
  const fs::path a = disk.write("a/main.tf", "x\n");
  const fs::path b = disk.write("b/main.tf", "x\n");
  const std::vector<Finding> both{finding_at(sources, a, "a", "wrong"), finding_at(sources, b, "b", "wrong")};
  const Baseline baseline = make_baseline(disk.path() / "baseline.json", both, sources);
  EXPECT_EQ(with_baseline(baseline, {}, sources, disk.path()).vanished, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(with_baseline(baseline, {}, sources, disk.path() / "b").vanished, (std::vector<std::size_t>{1}));
  EXPECT_EQ(with_baseline(baseline, {}, sources, b).vanished, (std::vector<std::size_t>{1}));
  EXPECT_EQ(pruned(baseline, {0}).entries.size(), 1U);
  EXPECT_EQ(pruned(baseline, {0}).entries.front().resource, "b");
  RunResult narrow;
  RunOptions options;
  options.paths = {disk.path()};
  options.selection.ignore = {"EI3"};
  apply_baseline(narrow, baseline, sources, options);
  EXPECT_TRUE(narrow.vanished.empty());
}

}  // namespace
}  // namespace tieline::lint
