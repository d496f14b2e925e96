#include <gtest/gtest.h>

#include "tests/lint/scratch_run.h"

namespace tieline::lint {
namespace {

using testing::ScratchRun;

std::string nesting(const std::string& url) {
  return "Resources:\n  Next: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: " + url + "}}\n";
}

TEST(NestedTemplate, ACircleIsToldOfWhereOneOfItsTemplatesIsNamed) {
  ScratchRun run;
  run.scratch.write("a.yaml", nesting("./b.yaml"));
  run.scratch.write("b.yaml", nesting("./c.yaml"));
  run.scratch.write("c.yaml", nesting("./a.yaml"));
  run.options.paths = {run.scratch.path() / "a.yaml"};
  EXPECT_FALSE(run.run().complete);
  EXPECT_EQ(run.reported, "c.yaml:2 TL007\n");
}

TEST(NestedTemplate, OtherFaultsAreThoseOfTheFileTheyAreIn) {
  ScratchRun run;
  run.scratch.write("a.yaml", nesting("./b.yaml"));
  run.scratch.write("b.yaml", "Resources:\n  A: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref Nowhere}}\n");
  run.options.paths = {run.scratch.path() / "a.yaml"};
  run.run();
  EXPECT_EQ(run.reported, "");
  run.options.paths = {run.scratch.path()};
  run.run();
  EXPECT_EQ(run.reported, "b.yaml:2 TL002\n");
}

}  // namespace
}  // namespace tieline::lint
