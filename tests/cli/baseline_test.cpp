// `--baseline`, `--write-baseline` and `--prune-baseline`.

#include <gtest/gtest.h>

#include <filesystem>

#include "cli/sample.h"

namespace tieline {
namespace {

namespace fs = std::filesystem;
using test::reported;
using test::Sample;

using Places = std::vector<std::string>;

class BaselineFile : public testing::Test {
 protected:
  [[nodiscard]] test::ProgramRun tieline(const std::vector<std::string>& arguments, const fs::path& folder = {}) const {
    std::vector<std::string> words{"check"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return test::run_program({.arguments = words, .folder = disk_.path() / folder});
  }
  void write_baseline() const {
    const auto run = tieline({"--write-baseline", "baseline.json"});
    ASSERT_EQ(run.exit_code, 0) << run.err;
  }

  test::ScratchFolder disk_;
};

TEST_F(BaselineFile, IsWrittenAndHolds) {
  Sample{.client_egress = false, .service = "com.amazonaws.us-west-2.elastic-inference"}.write(disk_);
  EXPECT_EQ(tieline({}).exit_code, 1);
  const auto written = tieline({"--write-baseline", "baseline.json"});
  EXPECT_EQ(written.exit_code, 0);
  EXPECT_EQ(written.err, "tieline: wrote 2 findings to baseline.json\n");
  const auto first = disk_.read("baseline.json");
  EXPECT_EQ(tieline({"--write-baseline", "baseline.json", "--jobs", "1"}).exit_code, 0);
  EXPECT_EQ(disk_.read("baseline.json"), first);

  const auto held = tieline({"--baseline", "baseline.json", "--format", "json"});
  EXPECT_EQ(held.exit_code, 0);
  EXPECT_EQ(held.err, "");
  EXPECT_EQ(reported(held), Places{});
}

TEST_F(BaselineFile, WithoutFindingsIsAValidOne) {
  Sample().write(disk_);
  write_baseline();
  EXPECT_EQ(tieline({"--baseline", "baseline.json"}).exit_code, 0);
}

TEST_F(BaselineFile, HoldsWhenLinesMoveAndFilesAreRenamed) {
  const Sample sample{.client_egress = false, .service = "com.amazonaws.us-west-2.elastic-inference"};
  sample.write(disk_, "old");
  write_baseline();
  fs::rename(disk_.path() / "old", disk_.path() / "new");
  fs::rename(disk_.path() / "new/groups.tf", disk_.path() / "new/security.tf");
  disk_.write("new/endpoint.tf", "# line\n\n" + sample.endpoint());
  EXPECT_EQ(reported(tieline({"--baseline", "baseline.json", "--format", "json"})), Places{});
}

TEST_F(BaselineFile, MeansTheSameFromAnyFolder) {
  Sample{.client_egress = false}.write(disk_, "infra/net");
  disk_.write("ci/x", "");
  ASSERT_EQ(tieline({"--write-baseline", "ci/baseline.json"}).exit_code, 0);
  EXPECT_EQ(tieline({"--baseline", "../../ci/baseline.json"}, "infra/net").exit_code, 0);
  EXPECT_EQ(tieline({"--baseline", "baseline.json", "../infra"}, "ci").exit_code, 0);
  EXPECT_NE(disk_.read("ci/baseline.json")->find("\"file\": \"../infra/net/groups.tf\""), std::string::npos);
}

TEST_F(BaselineFile, LetsThroughWhatIsNew) {
  Sample sample{.client_egress = false};
  sample.write(disk_);
  write_baseline();
  sample.service = "com.amazonaws.us-west-2.elastic-inference";
  sample.write(disk_);
  disk_.write("broken.tf", "locals {\n  a = [\n");
  const auto run = tieline({"--baseline", "baseline.json", "--format", "json"});
  EXPECT_EQ(run.exit_code, 1);
  const Places found = reported(run);
  EXPECT_TRUE(std::find(found.begin(), found.end(), "EI201 endpoint.tf:3") != found.end());
  EXPECT_TRUE(std::any_of(found.begin(), found.end(),
                          [](const std::string& place) { return place.starts_with("TL001 broken.tf:"); }));
}

TEST_F(BaselineFile, ListsAndPrunesWhatNoLongerOccurs) {
  Sample{.client_egress = false, .service = "com.amazonaws.us-west-2.elastic-inference"}.write(disk_);
  write_baseline();
  const auto full = disk_.read("baseline.json");
  Sample{.client_egress = false}.write(disk_);
  const auto listed = tieline({"--baseline", "baseline.json"});
  EXPECT_EQ(listed.exit_code, 0);
  EXPECT_TRUE(
      listed.err.starts_with("tieline: 1 entry of baseline.json no longer occurs; --prune-baseline removes it:\n"
                             "  EI201 endpoint.tf (aws_vpc_endpoint.ei): 'com.amazonaws"))
      << listed.err;
  EXPECT_EQ(disk_.read("baseline.json"), full);
  const auto pruned = tieline({"--baseline", "baseline.json", "--prune-baseline"});
  EXPECT_EQ(pruned.exit_code, 0);
  EXPECT_EQ(pruned.err, "tieline: took 1 entry that no longer occurs out of baseline.json\n");
  const auto after = disk_.read("baseline.json");
  write_baseline();
  EXPECT_EQ(disk_.read("baseline.json"), after);
}

TEST_F(BaselineFile, ThatIsNoneIsAWrongCall) {
  Sample().write(disk_);
  disk_.write("baseline.json", "{\n  \"version\": 1,\n  \"findings\": [{}]\n}\n");
  const auto run = tieline({"--baseline", "baseline.json"});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_EQ(run.out, "");
  EXPECT_EQ(run.err, "tieline: --baseline baseline.json:3:16: `code` is missing\n");
  EXPECT_EQ(tieline({"--baseline", "missing.json"}).err,
            "tieline: --baseline missing.json: No such file or directory\n");
  EXPECT_EQ(tieline({"--baseline", "missing.json"}).exit_code, 2);
}

TEST_F(BaselineFile, IsWrittenWholeOrNotAtAll) {
  Sample{.client_egress = false}.write(disk_);
  const auto run = tieline({"--write-baseline", "no/such/folder.json"});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_EQ(run.out, "");
  EXPECT_NE(run.err.find("cannot write the baseline: "), std::string::npos) << run.err;
}

TEST_F(BaselineFile, RefusesWhatMakesNoSense) {
  Sample().write(disk_);
  for (const auto& arguments : std::vector<std::vector<std::string>>{
           {"--prune-baseline"},
           {"--write-baseline", "a.json", "--baseline", "a.json"},
           {"--write-baseline", "a.json", "--diff", "main"},
           {"--write-baseline", "a.json", "--stdin-filename", "a.tf"},
           {"--diff", "-", "--stdin-filename", "a.tf"},
       }) {
    EXPECT_EQ(tieline(arguments).exit_code, 2) << testing::PrintToString(arguments);
  }
  EXPECT_FALSE(fs::exists(disk_.path() / "a.json"));
}

}  // namespace
}  // namespace tieline
