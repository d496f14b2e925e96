// `--each-var-file`: one run for each values file.

#include <gtest/gtest.h>

#include <string>

#include "support/program.h"

namespace tieline::test {
namespace {

constexpr const char* endpoint = R"(resource "aws_vpc_endpoint" "ei" {
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
    folder_.write("main.tf", endpoint);
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

TEST_F(EachVariableFile, NeedsFiles) {
  EXPECT_EQ(run_program({.arguments = {"check", "--each-var-file"}, .folder = folder_.path()}).exit_code, 2);
}

}  // namespace
}  // namespace tieline::test
