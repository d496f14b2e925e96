// `tieline check plan.json`: which plans are checked, and where what is found in them stands.

#include <gtest/gtest.h>

#include <string>

#include "support/program.h"

namespace tieline::test {
namespace {

constexpr const char* planned_endpoint = R"(resource "aws_vpc_endpoint" "ei" {
  vpc_id             = "vpc-0a1b2c3d4e5f60718"
  service_name       = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type  = "Interface"
  security_group_ids = ["sg-0a1b2c3d4e5f60718"]
  subnet_ids         = var.subnet_ids
}
variable "subnet_ids" { type = list(string) }
)";

/// A plan of `endpoint` with one subnet.
std::string plan() {
  const std::string values = R"("vpc_id": "vpc-0a1b2c3d4e5f60718",
      "service_name": "com.amazonaws.us-west-2.elastic-inference.runtime", "vpc_endpoint_type": "Interface",
      "security_group_ids": ["sg-0a1b2c3d4e5f60718"], "subnet_ids": ["subnet-0a1b2c3d4e5f60718"])";
  return R"({"format_version": "1.2", "terraform_version": "1.11.4",
  "variables": {"subnet_ids": {"value": ["subnet-0a1b2c3d4e5f60718"]}},
  "planned_values": {"root_module": {"resources": [{"address": "aws_vpc_endpoint.ei", "mode": "managed",
    "type": "aws_vpc_endpoint", "name": "ei", "values": {)" +
         values + R"(}}]}},
  "configuration": {"root_module": {"resources": [{"address": "aws_vpc_endpoint.ei", "mode": "managed",
    "expressions": {
      "vpc_id": {"constant_value": "vpc-0a1b2c3d4e5f60718"},
      "service_name": {"constant_value": "com.amazonaws.us-west-2.elastic-inference.runtime"},
      "vpc_endpoint_type": {"constant_value": "Interface"},
      "security_group_ids": {"constant_value": ["sg-0a1b2c3d4e5f60718"]},
      "subnet_ids": {"references": ["var.subnet_ids"]}}}]}}}
)";
}

ProgramRun check(const ScratchFolder& folder, const std::string& path) {
  return run_program({.arguments = {"check", "--select", "EI401", path}, .folder = folder.path()});
}

TEST(CheckPlan, WithItsConfigurationBesideItTheFindingStandsThere) {
  const ScratchFolder folder;
  folder.write("main.tf", planned_endpoint);
  folder.write("plan.json", plan());
  const ProgramRun run = check(folder, "plan.json");
  EXPECT_EQ(run.exit_code, 1) << run.err;
  EXPECT_NE(run.out.find("main.tf:6:24 (aws_vpc_endpoint.ei)"), std::string::npos) << run.out;
}

TEST(CheckPlan, WithoutConfigurationItStandsInThePlan) {
  const ScratchFolder folder;
  folder.write("tfplan", plan());  // whatever its name is
  const ProgramRun run = check(folder, "tfplan");
  EXPECT_EQ(run.exit_code, 1) << run.err;
  EXPECT_NE(run.out.find("tfplan:6:"), std::string::npos) << run.out;
  folder.write("plans/plan.json", plan());
  EXPECT_EQ(check(folder, "plans").exit_code, 1);
}

TEST(CheckPlan, InAFolderWhoseConfigurationIsCheckedItMayBeAnOldOne) {
  const ScratchFolder folder;
  folder.write("main.tf", planned_endpoint);
  folder.write("plan.json", plan());
  EXPECT_EQ(check(folder, ".").exit_code, 0);
  EXPECT_EQ(check(folder, "main.tf").exit_code, 0);
}

TEST(CheckPlan, InTerraformsOwnFormatItCannotBeRead) {
  const ScratchFolder folder;
  folder.write("tfplan", "PK\x03\x04rest");
  const ProgramRun run = check(folder, "tfplan");
  EXPECT_NE(run.out.find("terraform show -json"), std::string::npos) << run.out;
}

TEST(CheckPlan, FromStandardInput) {
  const ProgramRun run =
      run_program({.arguments = {"check", "--select", "EI401", "--stdin-filename", "plan.json"}, .input = plan()});
  EXPECT_EQ(run.exit_code, 1) << run.err;
}

}  // namespace
}  // namespace tieline::test
