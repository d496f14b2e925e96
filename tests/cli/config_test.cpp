// `tieline config`, and the options that have to do with configurations.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/program.h"

namespace tieline {
namespace {

using nlohmann::json;
using test::ProgramRun;
using test::run_program;
using test::ScratchFolder;

class Config : public testing::Test {
 protected:
  Config() {
    disk_.write(".git/HEAD", "");
    disk_.write(".tieline.yaml",
                "extends: base.yaml\n"
                "region: us-west-2\n"
                "workspace: prod\n"
                "var-files: [prod.tfvars]\n"
                "variables:\n"
                "  zones: 3\n"
                "parameters:\n"
                "  Env: \"on\"\n"
                "exclude: [old]\n"
                "overrides:\n"
                "  - paths: [\"lab/**\"]\n"
                "    ignore: [EI206]\n");
    disk_.write("base.yaml", "fail-on: error\nseverities:\n  EI206: error\n");
    disk_.write("prod.tfvars", "zones = 2\n");
    disk_.write("main.tf", "output \"o\" {\n  value = undeclared_\n}\n");
    disk_.write("lab/main.tf", "locals {}\n");
    disk_.write("old/main.tf", "locals {}\n");
  }

  [[nodiscard]] ProgramRun run(std::vector<std::string> arguments) const {
    return run_program({std::move(arguments), disk_.path()});
  }

  ScratchFolder disk_;
};

TEST_F(Config, ShowSaysWhatHoldsAndWhereItComesFrom) {
  const ProgramRun shown = run({"config", "show", "main.tf", "--var", "more=x y"});
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  const std::string expected =
      "# what holds for main.tf\n"
      "# reads base.yaml\n"
      "# reads .tieline.yaml\n"
      "region: us-west-2                       # .tieline.yaml:2:9\n"
      "workspace: prod                         # .tieline.yaml:3:12\n"
      "var-files:\n"
      "  - prod.tfvars                         # .tieline.yaml:4:13\n"
      "variables:\n"
      "  zones: 3                              # .tieline.yaml:6:3\n"
      "  more: \"x y\"                           # command line\n"
      "parameter-files: []                     # default\n"
      "parameters:\n"
      "  Env: on                               # .tieline.yaml:8:3\n"
      "fail-on: error                          # base.yaml:1:10\n"
      "require-reasons: false                  # default\n"
      "excluded: false                         # default\n"
      "severities:\n"
      "  EI101: error                          # default\n";
  EXPECT_EQ(shown.out.substr(0, expected.size()), expected);
  EXPECT_NE(shown.out.find("\n  EI206: error                          # base.yaml:3:10\n"), std::string::npos);
}

TEST_F(Config, ShowFollowsOverridesAndExcludes) {
  const ProgramRun lab = run({"config", "show", "lab/main.tf"});
  EXPECT_NE(lab.out.find("\n  EI206: off                            # .tieline.yaml:12:"), std::string::npos)
      << lab.out;
  const ProgramRun old = run({"config", "show", "old/main.tf"});
  EXPECT_NE(old.out.find("\nexcluded: true                          # .tieline.yaml:9:"), std::string::npos) << old.out;
}

TEST_F(Config, ShowAsJson) {
  const ProgramRun shown = run({"config", "show", "main.tf", "--format", "json", "--workspace", "dev"});
  ASSERT_EQ(shown.exit_code, 0) << shown.err;
  const json whole = json::parse(shown.out);
  EXPECT_EQ(whole["path"], "main.tf");
  EXPECT_EQ(whole["configurations"], json({"base.yaml", ".tieline.yaml"}));
  const json& settings = whole["settings"];
  EXPECT_EQ(settings["region"],
            json({{"value", "us-west-2"},
                  {"from", {{"by", "configuration"}, {"file", ".tieline.yaml"}, {"line", 2}, {"column", 9}}}}));
  EXPECT_EQ(settings["workspace"], json({{"value", "dev"}, {"from", {{"by", "command line"}}}}));
  EXPECT_EQ(settings["require-reasons"], json({{"value", "false"}, {"from", {{"by", "default"}}}}));
  EXPECT_EQ(settings["var-files"][0]["value"], "prod.tfvars");
  EXPECT_EQ(settings["parameters"]["Env"]["value"], "on");
  EXPECT_EQ(settings["severities"]["EI206"]["from"]["file"], "base.yaml");
  EXPECT_EQ(settings["severities"]["EI206"]["value"], "error");
}

TEST_F(Config, AMistakeIsAWrongCallWithThePlaceAndTheNearestKey) {
  disk_.write(".tieline.yaml", "ignore: [EI503]\nregoin: us-west-2\n");
  for (const std::vector<std::string>& call :
       {std::vector<std::string>{"check"}, {"config", "show", "main.tf"}, {"eval", "1"}, {"graph"}}) {
    const ProgramRun refused = run(call);
    EXPECT_EQ(refused.exit_code, 2) << call.front();
    EXPECT_EQ(refused.out, "") << call.front();
    EXPECT_EQ(refused.err, "tieline: .tieline.yaml:2:1: there is no key 'regoin'; did you mean region?\n");
  }
}

TEST_F(Config, NoConfigReadsNone) {
  EXPECT_EQ(run({"check"}).exit_code, 1);
  disk_.write(".tieline.yaml", "regoin: x\n");
  EXPECT_EQ(run({"check"}).exit_code, 2);
  const ProgramRun without = run({"check", "--no-config"});
  EXPECT_EQ(without.exit_code, 1);
  EXPECT_NE(without.out.find("TL002"), std::string::npos) << without.out;
  const ProgramRun shown = run({"config", "show", "main.tf", "--no-config"});
  EXPECT_EQ(shown.exit_code, 0);
  EXPECT_NE(shown.out.find("region: \"\"                              # default\n"), std::string::npos) << shown.out;
}

TEST_F(Config, TheWorkspaceIsThatOfTheConfigurationUnlessTheCallNamesOne) {
  EXPECT_EQ(run({"eval", "terraform.workspace"}).out, "\"prod\"\n");
  EXPECT_EQ(run({"eval", "--workspace", "dev", "terraform.workspace"}).out, "\"dev\"\n");
  EXPECT_EQ(run({"eval", "--no-config", "terraform.workspace"}).out, "\"default\"\n");
  EXPECT_EQ(run({"eval", "--no-config", "--workspace", "dev", "terraform.workspace"}).out, "\"dev\"\n");
}

}  // namespace
}  // namespace tieline
