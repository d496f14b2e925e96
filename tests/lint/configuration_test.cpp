// What `.tieline.yaml` files make of a run.

#include <gtest/gtest.h>

#include <filesystem>

#include "lint/path_pattern.h"
#include "tests/lint/scratch_run.h"

namespace tieline::lint {
namespace {

namespace fs = std::filesystem;

/// EI503 on the first line, EI501 on the second.
constexpr std::string_view workload =
    "resource \"aws_sagemaker_notebook_instance\" \"a\" {\n  accelerator_types = [\"ml.eia9.medium\"]\n}\n";

class ConfiguredRun : public testing::ScratchRun {
 public:
  explicit ConfiguredRun(std::string_view configuration, const fs::path& at = "main.tf") {
    options.read_configuration = true;
    scratch.write(at, workload);
    scratch.write(".tieline.yaml", configuration);
  }

  /// What is wrong with the configurations, with the folder left out.
  std::string mistakes() {
    std::string lines;
    for (std::string line : run().mistakes) {
      const std::string folder = scratch.path().string() + "/";
      for (std::size_t at = line.find(folder); at != std::string::npos; at = line.find(folder)) {
        line.erase(at, folder.size());
      }
      lines += line + "\n";
    }
    return lines;
  }
};

TEST(Configuration, IsReadWhereItIsAskedForOnly) {
  ConfiguredRun run("ignore: EI5\n");
  run.run();
  EXPECT_EQ(run.reported, "");
  run.options.read_configuration = false;
  run.run();
  EXPECT_EQ(run.reported, "main.tf:1 EI503\nmain.tf:2 EI501\n");
}

TEST(Configuration, SelectsIgnoresAndGrades) {
  ConfiguredRun run("select: [EI5]\nignore: [discontinued-is-no-rule]\n");
  EXPECT_NE(run.mistakes().find(".tieline.yaml:2:10: there is no rule 'discontinued-is-no-rule'"), std::string::npos);
  run.scratch.write(".tieline.yaml", "select: [EI5]\nignore: [ei-discontinued]\nseverities: {EI501: info}\n");
  const RunResult result = run.run();
  ASSERT_EQ(run.reported, "main.tf:2 EI501\n");
  EXPECT_EQ(result.findings.front().severity, Severity::info);
  run.scratch.write(".tieline.yaml", "severities: {EI5: off, EI503: error}\n");
  EXPECT_EQ(run.run().findings.front().severity, Severity::error);
  EXPECT_EQ(run.reported, "main.tf:1 EI503\n");
}

TEST(Configuration, NearerFilesAreOverThoseFurtherUp) {
  ConfiguredRun run("ignore: [EI503]\nseverities: {EI501: info}\n", "a/main.tf");
  run.scratch.write("a/.tieline.yaml", "severities: {EI501: warning}\n");
  EXPECT_EQ(run.run().findings.front().severity, Severity::warning);
  EXPECT_EQ(run.reported, "a/main.tf:2 EI501\n");
  run.scratch.write("a/.tieline.yaml", "select: [EI503]\n");
  run.run();
  EXPECT_EQ(run.reported, "a/main.tf:1 EI503\n") << "select starts afresh";
  run.scratch.write("a/.tieline.yaml", "root: true\n");
  run.run();
  EXPECT_EQ(run.reported, "a/main.tf:1 EI503\na/main.tf:2 EI501\n");
}

TEST(Configuration, ARepositoryInsideIsOnItsOwn) {
  ConfiguredRun run("ignore: [EI5]\n", "a/b/main.tf");
  run.scratch.write("a/.git/HEAD", "");
  run.run();
  EXPECT_EQ(run.reported, "a/b/main.tf:1 EI503\na/b/main.tf:2 EI501\n");
}

TEST(Configuration, IsLookedForUpToTheRepositoryAndNoFurther) {
  ConfiguredRun run("ignore: [EI5]\n", "a/b/main.tf");
  run.options.paths = {run.scratch.path() / "a" / "b"};
  run.run();
  EXPECT_EQ(run.reported, "a/b/main.tf:1 EI503\na/b/main.tf:2 EI501\n") << "no repository: the folder that is checked";
  run.scratch.write(".git/HEAD", "");
  run.run();
  EXPECT_EQ(run.reported, "");
}

TEST(Configuration, TheCommandLineIsOverAll) {
  ConfiguredRun run("ignore: [EI501]\nseverities: {EI503: off}\nfail-on: error\n");
  EXPECT_EQ(run.run().fail_on, FailOn::error);
  EXPECT_EQ(run.reported, "");
  run.options.selection.select = {"EI501"};
  run.options.fail_on = FailOn::info;
  EXPECT_EQ(run.run().fail_on, FailOn::info);
  EXPECT_EQ(run.reported, "main.tf:2 EI501\n");
  run.options.selection.select = {"EI503"};
  run.run();
  EXPECT_EQ(run.reported, "main.tf:1 EI503\n");
}

TEST(Configuration, OverridesAreForTheirPaths) {
  ConfiguredRun run(
      "overrides:\n  - {paths: pilots, ignore: [EI501]}\n  - {paths: 'pilots/old/*.tf', ignore: [EI503]}\n",
      "pilots/new/main.tf");
  run.scratch.write("pilots/old/main.tf", workload);
  run.scratch.write("main.tf", workload);
  run.run();
  EXPECT_EQ(run.reported, "main.tf:1 EI503\nmain.tf:2 EI501\npilots/new/main.tf:1 EI503\n");
}

TEST(Configuration, FindingsFollowTheConfigurationOfTheirOwnFile) {
  ConfiguredRun run("{}\n", "modules/a/main.tf");
  run.scratch.write("main.tf", "module \"a\" {\n  source = \"./modules/a\"\n}\n");
  run.scratch.write("modules/.tieline.yaml", "ignore: EI503\n");
  run.run();
  EXPECT_EQ(run.reported, "modules/a/main.tf:2 EI501\n");
}

TEST(Configuration, ExcludedFilesAreNotEvenRead) {
  ConfiguredRun run("exclude: [old, '**/test/*.tf', skipped.yaml]\n");
  run.scratch.write("old/main.tf", workload);
  run.scratch.write("a/test/main.tf", workload);
  run.scratch.write("skipped.yaml", "Resources: {\n");
  EXPECT_EQ(run.run().files, 1U);
  EXPECT_EQ(run.reported, "main.tf:1 EI503\nmain.tf:2 EI501\n");
  run.options.paths = {run.scratch.path() / "a/test/main.tf", run.scratch.path()};
  run.run();
  EXPECT_NE(run.reported.find("a/test/main.tf:1 EI503\n"), std::string::npos) << "it was named";
}

TEST(Configuration, ExcludedModulesAreReadForThoseWhoCallThemButNotReportedOn) {
  ConfiguredRun run("exclude: [modules]\n", "modules/a/main.tf");
  run.scratch.write("main.tf",
                    "module \"a\" {\n  source = \"./modules/a\"\n}\noutput \"b\" {\n  value = module.a.nope\n}\n");
  run.run();
  EXPECT_EQ(run.reported, "main.tf:5 TL002\n");
}

constexpr std::string_view by_variable =
    "variable \"types\" {}\nvariable \"zone\" {\n  type = string\n}\n"
    "resource \"aws_sagemaker_notebook_instance\" \"a\" {\n  accelerator_types = var.types\n}\n";

TEST(Configuration, GivesVariables) {
  ConfiguredRun run("ignore: EI503\nvariables: {types: [ml.eia9.medium]}\n");
  run.scratch.write("main.tf", by_variable);
  run.run();
  EXPECT_EQ(run.reported, "main.tf:6 EI501\n");
  run.scratch.write(".tieline.yaml", "ignore: EI503\nvar-files: vars/a.tfvars\n");
  run.scratch.write("vars/a.tfvars", "types = [\"ml.eia8.medium\"]\n");
  run.run();
  EXPECT_EQ(run.reported, "main.tf:6 EI501\n");
  run.options.terraform.variable_files = {run.scratch.write("b.tfvars", "types = [\"ml.eia2.medium\"]\n")};
  run.run();
  EXPECT_EQ(run.reported, "") << "the command line's file is over the configuration";
}

TEST(Configuration, VariablesOfACommandLineFileAreOverThoseOfTheConfiguration) {
  ConfiguredRun run("ignore: EI503\nvariables: {types: [ml.eia9.medium]}\n");
  run.scratch.write("main.tf", by_variable);
  run.options.terraform.variable_files = {run.scratch.write("b.tfvars", "types = [\"ml.eia2.medium\"]\n")};
  run.run();
  EXPECT_EQ(run.reported, "");
}

TEST(Configuration, GivesParametersAndTheRegion) {
  ConfiguredRun run("ignore: EI503\nparameters: {Kind: ml.eia9.medium}\n");
  fs::remove(run.scratch.path() / "main.tf");
  run.scratch.write("a.yaml",
                    "Parameters: {Kind: {Type: String}}\nResources:\n  A:\n    Type: AWS::SageMaker::NotebookInstance\n"
                    "    Properties: {AcceleratorTypes: [!Ref Kind]}\n");
  run.run();
  EXPECT_EQ(run.reported, "a.yaml:5 EI501\n");
  run.options.cloudformation.parameters = {{"Kind", "ml.eia2.medium"}};
  run.run();
  EXPECT_EQ(run.reported, "");
  run.scratch.write(".tieline.yaml", "region: eu-central-1\nparameter-files: p.json\nignore: EI503\n");
  run.scratch.write("p.json", "[{\"ParameterKey\": \"Kind\", \"ParameterValue\": \"ml.eia9.medium\"}]");
  run.options.cloudformation.parameters.clear();
  run.run();
  EXPECT_EQ(run.reported, "a.yaml:3 EI208\na.yaml:5 EI501\n");
}

TEST(Configuration, ExtendsOthers) {
  ConfiguredRun run("extends: [team/base.yaml, team/more.yaml]\nseverities: {EI503: error}\n");
  run.scratch.write("team/base.yaml", "ignore: [EI501]\nseverities: {EI503: off}\nfail-on: error\n");
  run.scratch.write("team/more.yaml", "fail-on: never\n");
  EXPECT_EQ(run.run().fail_on, FailOn::never);
  EXPECT_EQ(run.reported, "main.tf:1 EI503\n");
}

TEST(Configuration, CirclesAreAMistakeWithThePlace) {
  ConfiguredRun run("region: us-west-2\nextends: base.yaml\n");
  run.scratch.write("base.yaml", "extends:\n  - .tieline.yaml\n");
  EXPECT_EQ(
      run.mistakes(),
      "base.yaml:2:5: configurations extend each other in a circle: .tieline.yaml -> base.yaml -> .tieline.yaml\n");
  EXPECT_EQ(run.reported, "") << "nothing is checked";
}

TEST(Configuration, DoesNotLeaveTheRepository) {
  const test::ScratchFolder outside;
  outside.write("base.yaml", "ignore: EI5\n");
  const std::string path = (outside.path() / "base.yaml").string();
  ConfiguredRun run("extends: " + path + "\nvar-files: [../x.tfvars]\n");
  EXPECT_NE(run.mistakes().find(".tieline.yaml:1:10: " + path + " lies outside the repository, so it is not read"),
            std::string::npos)
      << run.mistakes();
  EXPECT_NE(run.mistakes().find("\n.tieline.yaml:2:13: "), std::string::npos) << run.mistakes();
  run.options.terraform.allow_outside = true;
  run.scratch.write(".tieline.yaml", "extends: " + path + "\n");
  EXPECT_EQ(run.mistakes(), "");
  EXPECT_EQ(run.reported, "");
  run.options.terraform.allow_outside = false;
  fs::create_symlink(path, run.scratch.path() / "base.yaml");
  run.scratch.write(".tieline.yaml", "extends: base.yaml\n");
  EXPECT_NE(run.mistakes().find(".tieline.yaml:1:10: base.yaml lies outside"), std::string::npos) << run.mistakes();
}

TEST(Configuration, OneCanBeNamed) {
  ConfiguredRun run("ignore: EI501\n");
  const test::ScratchFolder elsewhere;
  run.options.configuration_file = elsewhere.write("ci.yaml", "extends: base.yaml\n");
  elsewhere.write("base.yaml", "ignore: EI503\n");
  run.run();
  EXPECT_EQ(run.reported, "main.tf:2 EI501\n");
}

TEST(Configuration, MistakesSayWhereAndWhatWasMeant) {
  const auto mistake = [](std::string_view text) { return ConfiguredRun(text).mistakes(); };
  EXPECT_EQ(mistake("regoin: us-west-2\n"), ".tieline.yaml:1:1: there is no key 'regoin'; did you mean region?\n");
  EXPECT_EQ(mistake("fail-on: warnings\n"),
            ".tieline.yaml:1:10: 'fail-on' cannot be 'warnings'; did you mean warning?\n");
  EXPECT_EQ(
      mistake("a:\n  b: 1\nseverities:\n  EI305: of\n"),
      ".tieline.yaml:1:1: there is no key 'a'; the keys are root, extends, select, ignore, severities, overrides, "
      "exclude, region, workspace, var-files, variables, parameter-files, parameters, fail-on, require-reasons or "
      "baseline\n.tieline.yaml:4:10: 'EI305' cannot be 'of'; did you mean off?\n");
  EXPECT_EQ(mistake("ignore:\n  - EI305\n  - EI35\n"),
            ".tieline.yaml:3:5: there is no rule 'EI35'; did you mean EI3?\n");
  EXPECT_EQ(
      mistake("exclude: ['a[']\n"),
      ".tieline.yaml:1:11: 'a[' is no pattern of paths; close every [ and {, and write a character that is meant by "
      "itself with \\ before it\n");
  EXPECT_EQ(
      mistake("overrides:\n  - ignore: [EI305]\n"),
      ".tieline.yaml:2:5: 'paths' is missing here; the files it is for, relative to the folder of .tieline.yaml\n");
  EXPECT_EQ(mistake("var-files: [prod.tfvars]\n"), ".tieline.yaml:1:13: there is no file prod.tfvars\n");
  EXPECT_EQ(mistake("region: 7\n"), ".tieline.yaml:1:9: 'region' takes a text, and this is a number\n");
  EXPECT_EQ(mistake("- EI305\n"), ".tieline.yaml:1:1: a configuration is a mapping, and this is a list\n");
  EXPECT_EQ(mistake("region: [us-west-2\n").substr(0, 15), ".tieline.yaml:1");
}

TEST(Configuration, EmptyOnesSayNothing) {
  for (const std::string_view text : {"", "# nothing yet\n", "---\n", "{}\n"}) {
    ConfiguredRun run(text);
    EXPECT_EQ(run.mistakes(), "") << text;
    EXPECT_EQ(run.reported, "main.tf:1 EI503\nmain.tf:2 EI501\n");
  }
}

TEST(Configuration, RequiresReasons) {
  ConfiguredRun run("require-reasons: true\n");
  run.scratch.write("main.tf", "# tieline: ignore EI5\n" + std::string(workload));
  run.run();
  EXPECT_NE(run.reported.find("main.tf:1 TL008 this gives no reason"), std::string::npos) << run.reported;
}

TEST(Configuration, DecidesOnUnusedSuppressions) {
  ConfiguredRun run("severities: {TL008: info}\nignore: [EI305]\n");
  run.scratch.write("main.tf", "# tieline: ignore-file EI305, EI304 -- why\nlocals {}\n");
  const RunResult result = run.run();
  ASSERT_EQ(run.reported, "main.tf:1 TL008 nothing is suppressed by this: EI304 is not reported here\n");
  EXPECT_EQ(result.findings.front().severity, Severity::info);
  run.scratch.write(".tieline.yaml", "ignore: [TL008]\n");
  run.run();
  EXPECT_EQ(run.reported, "");
}

TEST(Configuration, IsTheSameForAnyNumberOfJobs) {
  ConfiguredRun run("ignore: EI503\n");
  for (int i = 0; i < 20; ++i) {
    const std::string folder = "m" + std::to_string(i) + "/";
    run.scratch.write(folder + "main.tf", workload);
    if (i % 3 == 0) run.scratch.write(folder + ".tieline.yaml", "ignore: EI501\n");
  }
  run.run();
  const std::string alone = run.reported;
  run.options.jobs = 8;
  run.run();
  EXPECT_EQ(run.reported, alone);
}

TEST(PathPatterns, MatchAsTheManualSays) {
  const auto matches = [](std::string_view pattern, std::string_view path) {
    return PathPattern(pattern).matches(path);
  };
  EXPECT_TRUE(matches("examples", "a/examples/b/main.tf"));
  EXPECT_TRUE(matches("*.json", "a/b.json"));
  EXPECT_TRUE(matches("examples/", "examples/main.tf"));
  EXPECT_FALSE(matches("/examples", "a/examples/main.tf"));
  EXPECT_FALSE(matches("./examples", "a/examples/main.tf"));
  EXPECT_TRUE(matches("./examples", "examples/main.tf"));
  EXPECT_TRUE(matches("a/*/c", "a/b/c/main.tf"));
  EXPECT_FALSE(matches("a/*/c", "x/a/b/c"));
  EXPECT_TRUE(matches("**/c", "x/a/b/c"));
  EXPECT_TRUE(matches("a/**", "a/b/c.tf"));
  EXPECT_FALSE(matches("example", "examples/main.tf"));
  EXPECT_FALSE(matches("*.tf", ""));
}

}  // namespace
}  // namespace tieline::lint
