// `tieline check --fix`, `--unsafe-fixes` and `--diff-fixes`.

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "support/program.h"

namespace tieline {
namespace {

using test::run_program;
using test::ScratchFolder;

constexpr std::string_view wrong = R"(resource "aws_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d"
  service_name        = "com.amazonaws.us-west-2.elastic-inference"
  subnet_ids          = ["subnet-1", "subnet-2"]
  security_group_ids  = ["sg-1"]
  policy              = "{}"
}
)";

constexpr std::string_view mended = R"(resource "aws_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-1", "subnet-2"]
  security_group_ids  = ["sg-1"]
  policy              = "{}"
}
)";

TEST(Fix, WritesAndReportsWhatRemains) {
  const ScratchFolder folder;
  folder.write("main.tf", wrong);
  const auto run = run_program({{"check", "--fix"}, folder.path()});
  EXPECT_EQ(folder.read("main.tf"), mended);
  EXPECT_EQ(run.err, "Fixed 3 findings in 1 file. --unsafe-fixes would mend 1 more finding.\n");
  EXPECT_EQ(run.exit_code, 1) << "the policy remains";
  EXPECT_NE(run.out.find("EI209"), std::string::npos) << run.out;
  EXPECT_EQ(run.out.find("EI201"), std::string::npos) << run.out;
  const auto again = run_program({{"check", "--fix"}, folder.path()});
  EXPECT_EQ(folder.read("main.tf"), mended);
  EXPECT_NE(again.err.find("No fixes to apply."), std::string::npos) << again.err;
  const auto all = run_program({{"check", "--unsafe-fixes"}, folder.path()});
  EXPECT_EQ(all.exit_code, 0) << all.out;
  EXPECT_EQ(folder.read("main.tf")->find("policy"), std::string::npos);
}

TEST(Fix, ShowsADiffThatGitTakes) {
  const ScratchFolder folder;
  folder.write("main.tf", wrong);
  const auto run = run_program({{"check", "--diff-fixes"}, folder.path()});
  EXPECT_EQ(folder.read("main.tf"), wrong);
  EXPECT_TRUE(run.out.starts_with("--- a/main.tf\n+++ b/main.tf\n@@ ")) << run.out;
  EXPECT_EQ(run.err, "Would fix 3 findings in 1 file. --unsafe-fixes would mend 1 more finding.\n");
  folder.write("fixes.diff", run.out);
  const std::string apply = "cd '" + folder.path().string() + "' && git apply fixes.diff";
  ASSERT_EQ(std::system(apply.c_str()), 0);
  EXPECT_EQ(folder.read("main.tf"), mended);
}

TEST(Fix, OfStandardInputGoesToStandardOutput) {
  const ScratchFolder folder;
  const auto run = run_program({{"check", "--stdin-filename", "main.tf", "--fix"}, folder.path(), std::string(wrong)});
  EXPECT_EQ(run.out, mended);
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_TRUE(folder.names().empty());
  const auto clean = run_program({{"check", "--stdin-filename", "main.tf", "--fix"}, folder.path(), "# nothing\n"});
  EXPECT_EQ(clean.out, "# nothing\n");
  EXPECT_EQ(clean.exit_code, 0);
}

TEST(Fix, SaysWhatCannotBeWritten) {
  const ScratchFolder folder;
  folder.write("main.tf", wrong);
  const auto run = run_program({{"check", "--fix", "--output", "none/report.txt"}, folder.path()});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.err.find("cannot write the report"), std::string::npos) << run.err;
}

}  // namespace
}  // namespace tieline
