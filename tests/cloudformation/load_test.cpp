#include "tests/cloudformation/template_text.h"

namespace tieline::cloudformation {
namespace {

TEST(Load, OtherFilesAreNoTemplates) {
  EXPECT_FALSE(Loaded("a: 1\n").is_template());
  EXPECT_FALSE(Loaded("Resources: [a]\n").is_template());
  EXPECT_FALSE(Loaded(R"({"Resources": {"a": {"Type": "x"}}})", {}, "t.json").is_template());
}

TEST(Load, JsonAndYamlGiveTheSame) {
  const Loaded yaml(R"(AWSTemplateFormatVersion: "2010-09-09"
Resources:
  A: {Type: AWS::Test::Thing, Properties: {X: !Sub "${AWS::Region}-x", Y: !If [C, !Ref A, b]}}
)");
  const Loaded json(R"({"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"A": {"Type": "AWS::Test::Thing",
    "Properties": {"X": {"Fn::Sub": "${AWS::Region}-x"}, "Y": {"Fn::If": ["C", {"Ref": "A"}, "b"]}}}}})",
                    {}, "t.template");
  ASSERT_TRUE(json.is_template());
  EXPECT_EQ(yaml.property("A", "X"), json.property("A", "X"));
  EXPECT_EQ(yaml.graph().faults.size(), json.graph().faults.size());
}

TEST(Load, ABrokenTemplateIsReportedAndWhatIsBeforeIsRead) {
  const Loaded loaded(R"(AWSTemplateFormatVersion: "2010-09-09"
Resources:
  A: {Type: AWS::Test::Thing, Properties: {X: !Ref Gone}}
  B: {Type: [
)");
  ASSERT_TRUE(loaded.is_template());
  ASSERT_FALSE(loaded.graph().faults.empty());
  EXPECT_EQ(loaded.graph().faults[0].kind, graph::FaultKind::syntax_error);
}

TEST(Load, RegionIsThatOfTheOptions) {
  Options options;
  options.region = "us-west-2";
  const Loaded loaded("Resources: {A: {Type: AWS::Test::Thing}}\n", options);
  EXPECT_EQ(loaded.graph().region.string(), "us-west-2");
  EXPECT_EQ(loaded.graph().find("A")->region.string(), "us-west-2");
}

TEST(Load, TextsThatDoubleEndAtALimit) {
  std::string value = "x";
  for (int level = 0; level < 60; ++level) value = "!Sub [\"${a}${a}\", {a: " + value + "}]";
  const Loaded loaded = with_value(value);
  ASSERT_EQ(loaded.graph().faults.size(), 1U);
  EXPECT_EQ(loaded.graph().faults[0].kind, graph::FaultKind::limit_reached);
}

TEST(Load, ReferencesThatDoubleEndAtALimit) {
  std::string value = "!Ref AWS::StackName";
  for (int level = 0; level < 60; ++level) value = "!Sub [\"${a}${a}\", {a: " + value + "}]";
  const Loaded loaded = with_value(value);
  ASSERT_EQ(loaded.graph().faults.size(), 1U);
  EXPECT_EQ(loaded.graph().faults[0].kind, graph::FaultKind::limit_reached);
}

TEST(Load, ManyIndependentConditionsInOneTextStayCheap) {
  std::string text = "Parameters:\n";
  for (int i = 0; i < 60; ++i) text += "  P" + std::to_string(i) + ": {Type: String}\n";
  text += "Conditions:\n";
  for (int i = 0; i < 60; ++i) {
    text += "  C" + std::to_string(i) + ": !Equals [!Ref P" + std::to_string(i) + ", \"1\"]\n";
  }
  text +=
      "Resources:\n  It:\n    Type: AWS::Test::Thing\n    Properties:\n      Value: !Join\n        - \",\"\n        "
      "-\n";
  for (int i = 0; i < 60; ++i) text += "          - !If [C" + std::to_string(i) + ", a, b]\n";
  const Loaded loaded(text);
  EXPECT_EQ(loaded.faults(), Texts{});
  EXPECT_EQ(loaded.property("It", "Value"), "(unknown)");
}

}  // namespace
}  // namespace tieline::cloudformation
