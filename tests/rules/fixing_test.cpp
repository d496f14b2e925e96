// Applying fixes: what is applied, what is left alone, and how the files are written.

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "lint/fix_writer.h"
#include "lint/fixing.h"

namespace tieline::lint {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view ei_endpoint = R"(resource "aws_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d"
  service_name        = "com.amazonaws.us-west-2.elastic-inference"
  vpc_endpoint_type   = "Gateway"
  private_dns_enabled = false
}
)";

class Fixing : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "tieline-fix-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = fs::canonical(name);
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const fs::path& name, std::string_view text) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  [[nodiscard]] std::string read(const fs::path& name) const {
    std::ifstream in(folder_ / name, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }
  [[nodiscard]] FixOutcome fix(const fs::path& name = {}, bool unsafe = false) const {
    RunOptions options;
    options.paths = {folder_ / name};
    options.terraform.read_environment = false;
    return lint::fix(options, unsafe);
  }
  static bool has(const RunResult& result, std::string_view code) {
    return std::any_of(result.findings.begin(), result.findings.end(),
                       [&](const Finding& finding) { return finding.code == code; });
  }

  fs::path folder_;
};

TEST_F(Fixing, AppliesWhatDoesNotOverlapAndWritesIt) {
  write("main.tf", ei_endpoint);
  const FixOutcome outcome = fix();
  ASSERT_EQ(outcome.files.size(), 1U);
  EXPECT_EQ(outcome.fixed, 3U);
  EXPECT_EQ(read("main.tf"), ei_endpoint) << "nothing is written before write_fixes";
  for (const std::string_view code : {"EI201", "EI204", "EI206"}) EXPECT_FALSE(has(outcome.result, code)) << code;
  EXPECT_EQ(write_fixes(outcome.files).files, 1U);
  EXPECT_EQ(read("main.tf"), R"(resource "aws_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
}
)");
  EXPECT_TRUE(fix().files.empty());
}

TEST_F(Fixing, LeavesAFileAloneThatWasChangedMeanwhile) {
  write("main.tf", ei_endpoint);
  const FixOutcome outcome = fix();
  write("main.tf", "# mine\n");
  const WrittenFixes written = write_fixes(outcome.files);
  EXPECT_EQ(written.files, 0U);
  ASSERT_EQ(written.left_alone.size(), 1U);
  EXPECT_NE(written.left_alone.front().find("main.tf was changed meanwhile"), std::string::npos);
  EXPECT_EQ(read("main.tf"), "# mine\n");
}

TEST_F(Fixing, DoesNotPartTheNamesOfAFile) {
  write("main.tf", ei_endpoint);
  fs::create_hard_link(folder_ / "main.tf", folder_ / "other name");
  const WrittenFixes written = write_fixes(fix().files);
  EXPECT_EQ(written.files, 0U);
  ASSERT_EQ(written.left_alone.size(), 1U);
  EXPECT_NE(written.left_alone.front().find("main.tf has several names (hard links)"), std::string::npos);
  EXPECT_EQ(read("main.tf"), ei_endpoint);
  fs::remove(folder_ / "other name");
  EXPECT_EQ(write_fixes(fix().files).files, 1U);
}

TEST_F(Fixing, OfFilesThatShareAFixAllOrNoneAreWritten) {
  write("a", "1");
  write("b", "changed");
  const std::vector<FixedFile> files{{folder_ / "a", "a", "1", "2", 7}, {folder_ / "b", "b", "1", "2", 7}};
  EXPECT_EQ(write_fixes(files).files, 0U);
  EXPECT_EQ(read("a"), "1");
  write("b", "1");
  EXPECT_EQ(write_fixes(files).files, 2U);
  EXPECT_EQ(read("b"), "2");
}

TEST_F(Fixing, DoesNotTouchFilesOutsideTheFolder) {
  write("modules/ei/main.tf", ei_endpoint);
  write("root/main.tf", "module \"ei\" {\n  source = \"../modules/ei\"\n}\n");
  RunOptions options;
  options.paths = {folder_ / "root"};
  options.terraform.read_environment = false;
  options.terraform.allow_outside = options.cloudformation.allow_outside = true;
  const FixOutcome outcome = lint::fix(options, false);
  EXPECT_TRUE(outcome.files.empty());
  EXPECT_TRUE(has(outcome.result, "EI204"));
  ASSERT_FALSE(outcome.notes.empty());
  EXPECT_NE(outcome.notes.front().find("outside the folder"), std::string::npos) << outcome.notes.front();
}

TEST_F(Fixing, DoesNotFollowALinkOutOfTheFolder) {
  write("elsewhere/main.tf", ei_endpoint);
  fs::create_directories(folder_ / "root");
  fs::create_symlink("../elsewhere/main.tf", folder_ / "root" / "main.tf");
  RunOptions options;
  options.paths = {folder_ / "root"};
  options.terraform.read_environment = false;
  options.terraform.allow_outside = options.cloudformation.allow_outside = true;
  EXPECT_TRUE(lint::fix(options, false).files.empty());
}

TEST_F(Fixing, AFileWithTwoNamesIsFixedOnce) {
  write("real/main.tf", ei_endpoint);
  fs::create_directories(folder_ / "other");
  fs::create_symlink("../real/main.tf", folder_ / "other" / "main.tf");
  const FixOutcome outcome = fix();
  ASSERT_EQ(outcome.files.size(), 1U);
  EXPECT_EQ(outcome.files.front().path, folder_ / "real" / "main.tf");
  EXPECT_FALSE(has(outcome.result, "EI204"));
  EXPECT_EQ(write_fixes(outcome.files).files, 1U);
  EXPECT_TRUE(fs::is_symlink(folder_ / "other" / "main.tf"));
}

TEST_F(Fixing, LeavesCopiesOfModulesAlone) {
  write(".terraform/modules/ei/main.tf", ei_endpoint);
  write("main.tf", "module \"ei\" {\n  source = \"./.terraform/modules/ei\"\n}\n");
  const FixOutcome outcome = fix();
  EXPECT_TRUE(outcome.files.empty());
  EXPECT_TRUE(has(outcome.result, "EI204"));
}

TEST_F(Fixing, AModuleThatIsCalledTwiceIsFixedOnce) {
  write("ei/main.tf", ei_endpoint);
  write("main.tf", "module \"a\" {\n  source = \"./ei\"\n}\n\nmodule \"b\" {\n  source = \"./ei\"\n}\n");
  const FixOutcome outcome = fix();
  ASSERT_EQ(outcome.files.size(), 1U);
  EXPECT_FALSE(has(outcome.result, "EI201"));
}

TEST_F(Fixing, StandardInputIsTheOnlyFile) {
  RunOptions options;
  options.stdin_filename = (folder_ / "main.tf").string();
  options.stdin_text = std::string(ei_endpoint);
  options.terraform.read_environment = false;
  const FixOutcome outcome = lint::fix(options, false);
  ASSERT_EQ(outcome.files.size(), 1U);
  EXPECT_NE(outcome.files.front().after.find("\"Interface\""), std::string::npos);
  EXPECT_FALSE(fs::exists(folder_ / "main.tf"));
}

TEST_F(Fixing, OneInstanceOfSeveralAloneIsNotFixed) {
  // The block makes two endpoints, of which one is of another service: what is right for one is wrong for the other.
  write("main.tf", R"(resource "aws_vpc_endpoint" "all" {
  for_each            = toset(["elastic-inference.runtime", "s3"])
  vpc_id              = "vpc-0a1b2c3d"
  service_name        = "com.amazonaws.us-west-2.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = false
}
)");
  const FixOutcome outcome = fix();
  EXPECT_TRUE(has(outcome.result, "EI206"));
  EXPECT_TRUE(outcome.files.empty());
}

}  // namespace
}  // namespace tieline::lint
