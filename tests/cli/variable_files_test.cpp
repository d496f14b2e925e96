// `--each-var-file`: one run for each values file.

#include <gtest/gtest.h>

#include <string>

#include "support/program.h"

namespace tieline::test {
namespace {

constexpr const char* regional_endpoint = R"(resource "aws_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = var.private_dns
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
  subnet_ids          = var.subnet_ids
}
variable "subnet_ids" { type = list(string) }
variable "private_dns" { default = true }
)";

class EachVariableFile : public testing::Test {
 protected:
  EachVariableFile() {
    folder_.write("main.tf", regional_endpoint);
    folder_.write("dev.tfvars", "subnet_ids = [\"subnet-1\"]\n");
    folder_.write("stage.tfvars", "subnet_ids = [\"subnet-2\"]\nprivate_dns = false\n");
    folder_.write("prod.tfvars", "subnet_ids = [\"subnet-1\", \"subnet-2\"]\n");
  }
  ScratchFolder folder_;
};

TEST_F(EachVariableFile, FindingsSayForWhichOfThemTheyHold) {
  const ProgramRun run = run_program({.arguments = {"check", "--var-file", "dev.tfvars", "--var-file", "stage.tfvars",
                                                    "--var-file", "prod.tfvars", "--each-var-file", "main.tf"},
                                      .folder = folder_.path()});
  EXPECT_EQ(run.exit_code, 1) << run.err;
  EXPECT_NE(run.out.find("two Availability Zones (with dev.tfvars, stage.tfvars)\n"), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("(with stage.tfvars)\n"), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("Found 1 error, 1 warning"), std::string::npos) << run.out;
}

TEST_F(EachVariableFile, WithoutItTheFilesCountTogether) {
  const ProgramRun run = run_program(
      {.arguments = {"check", "--select", "EI401", "--var-file", "dev.tfvars", "--var-file", "prod.tfvars", "main.tf"},
       .folder = folder_.path()});
  EXPECT_EQ(run.exit_code, 0) << run.out;
}

TEST(VariableFiles, AndVariablesCountInTheOrderOfTheCall) {
  const test::ScratchFolder folder;
  folder.write("main.tf", "variable \"a\" {}\n");
  folder.write("x.tfvars", "a = \"file\"\n");
  const auto worth = [&](const std::vector<std::string>& options) {
    std::vector<std::string> arguments{"eval"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    arguments.emplace_back("var.a");
    return test::run_program({arguments, folder.path()}).out;
  };
  EXPECT_EQ(worth({"--var", "a=line", "--var-file", "x.tfvars"}), "\"file\"\n");
  EXPECT_EQ(worth({"--var-file", "x.tfvars", "--var", "a=line"}), "\"line\"\n");
  EXPECT_EQ(worth({"--var=a=1", "--var-file=x.tfvars", "--var=a=2"}), "\"2\"\n");
}

TEST_F(EachVariableFile, NeedsFiles) {
  EXPECT_EQ(run_program({.arguments = {"check", "--each-var-file"}, .folder = folder_.path()}).exit_code, 2);
}

}  // namespace
}  // namespace tieline::test
