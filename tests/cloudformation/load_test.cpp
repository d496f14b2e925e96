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

TEST(Load, WhatABrokenPlaceTookAwayIsNotKnown) {
  const Loaded loaded(R"(AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Env: {Type: String, AllowedValues: [a, b]}
Resources:
  Whole: {Type: AWS::Test::Thing, Properties: {X: [a], Y: !Ref Env}}
  Cut:
    Type: AWS::Test::Thing
    Properties:
      X: [a, !Ref Gone]
      Y:
        - b
        - c: [1
      Z: 1
  Later: {Type: AWS::Test::Thing, Properties: {X: !Ref Later2, Y: !GetAtt Cut.Arn}}
Outputs:
  Out: {Value: !Join [1]}
)");
  ASSERT_TRUE(loaded.is_template());
  EXPECT_EQ(loaded.faults(), (Texts{"12 syntax Cut: this `[` is not closed",
                                    "9 undeclared Cut: there is no parameter or resource `Gone`",
                                    "14 undeclared Later: there is no parameter or resource `Later2`",
                                    "16 invalid Outputs.Out: Fn::Join takes a delimiter and a list"}));
  EXPECT_EQ(loaded.value("Cut", "X").items().size(), 2U);
  EXPECT_TRUE(loaded.value("Cut", "X").has_known_length());
  EXPECT_FALSE(loaded.value("Cut", "Y").has_known_length());
  EXPECT_FALSE(loaded.value("Cut", "Z").is_null());
  EXPECT_TRUE(loaded.value("Whole", "Z").is_null());
  EXPECT_FALSE(loaded.graph().handed_out.empty());
}

TEST(Load, ABreakAmongTheOutputsTakesNothingFromTheResources) {
  const Loaded loaded(
      "Resources:\n  A: {Type: AWS::Test::Thing, Properties: {X: !Ref B}}\nOutputs:\n  O: [\n  P: {Value: 1}\n");
  EXPECT_EQ(loaded.faults(), (Texts{"4 syntax Outputs.O: this `[` is not closed",
                                    "2 undeclared A: there is no parameter or resource `B`"}));
  EXPECT_TRUE(loaded.graph().handed_out.empty());
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

TEST(Load, LongChainsOfConditionsNeedNoRecursion) {
  std::string text = "Parameters: {P: {Type: String}}\nConditions:\n";
  for (int i = 3000; i > 0; --i) {
    text += "  C" + std::to_string(i) + ": !Not [!Condition C" + std::to_string(i - 1) + "]\n";
  }
  text += "  C0: !Equals [!Ref P, a]\nResources:\n  It: {Type: AWS::Test::Thing, Condition: C3000}\n";
  const Loaded loaded(text);
  EXPECT_EQ(loaded.faults(), Texts{});
  EXPECT_NE(loaded.exists("It"), "never");
}

TEST(Load, ConditionsThatPairDistantParametersStayDecidable) {
  std::string text = "Parameters:\n";
  for (int i = 0; i < 80; ++i) text += "  P" + std::to_string(i) + ": {Type: String}\n";
  text += "Conditions:\n";
  for (int i = 0; i < 80; ++i) {
    text += "  C" + std::to_string(i) + ": !Equals [!Ref P" + std::to_string(i) + ", a]\n";
  }
  text += "  D0: !And [!Condition C0, !Condition C40]\n";
  for (int i = 1; i < 40; ++i) {
    const std::string n = std::to_string(i);
    text += "  D" + n + ": !Or [!Condition D" + std::to_string(i - 1) + ", !And [!Condition C" + n + ", !Condition C" +
            std::to_string(i + 40) + "]]\n";
  }
  text +=
      "  None: !And [!Condition D39, !Not [!Condition D39]]\nResources:\n  It: {Type: AWS::Test::Thing, Condition: "
      "D39}\n"
      "  Never: {Type: AWS::Test::Thing, Condition: None}\n";
  const Loaded loaded(text);
  EXPECT_EQ(loaded.faults(), Texts{});
  EXPECT_FALSE(loaded.graph().conditions.exhausted());
  EXPECT_NE(loaded.exists("It"), "never");
  EXPECT_EQ(loaded.exists("Never"), "never");
}

TEST(Load, OneChoiceOfBranchesInManyTextsIsKept) {
  const Loaded loaded(R"(Parameters: {P: {Type: String}}
Conditions: {C: !Equals [!Ref P, a]}
Resources:
  It:
    Type: AWS::Test::Thing
    Properties:
      Value: !Join ["", [!If [C, a, b], !If [C, c, d], !If [C, e, f], !If [C, g, h], !If [C, i, j], !If [C, k, l]]]
)");
  EXPECT_EQ(loaded.property("It", "Value"), "<\"acegik\", \"bdfhjl\">");
}

}  // namespace
}  // namespace tieline::cloudformation
