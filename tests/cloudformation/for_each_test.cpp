#include "tests/cloudformation/template_text.h"

namespace tieline::cloudformation {
namespace {

const std::string extensions = "AWSTemplateFormatVersion: 2010-09-09\nTransform: AWS::LanguageExtensions\n";

TEST(ForEach, MakesResourcesAndOutputs) {
  const Loaded loaded(extensions + R"(Parameters:
  Names: {Type: CommaDelimitedList, Default: "A,B"}
Resources:
  Fn::ForEach::Topics:
    - Name
    - !Ref Names
    - Topic${Name}:
        Type: AWS::SNS::Topic
        Properties: {TopicName: !Join [".", [!Ref Name, fifo]], Text: "x-${Name}"}
  It: {Type: AWS::Test::Thing, Properties: {Value: !GetAtt TopicA.TopicName}}
Outputs:
  Fn::ForEach::Outs:
    - Name
    - [A, B]
    - Out${Name}: {Value: !Ref "Topic${Name}"}
)");
  EXPECT_EQ(loaded.faults(), Texts{});
  EXPECT_EQ(loaded.property("TopicA", "TopicName"), "\"A.fifo\"");
  EXPECT_EQ(loaded.property("TopicB", "Text"), "\"x-B\"");
  EXPECT_EQ(loaded.property("It", "Value"), "\"A.fifo\"");
  ASSERT_EQ(loaded.graph().outputs.size(), 2U);
  EXPECT_EQ(loaded.graph().outputs[1].value.reference()->resource->address, "TopicB");
}

TEST(ForEach, NestsAndMakesProperties) {
  const Loaded loaded(extensions + R"(Resources:
  Fn::ForEach::Outer:
    - X
    - [a, b]
    - Fn::ForEach::Inner:
        - Y
        - ["1", "2"]
        - R${X}${Y}:
            Type: AWS::Test::Thing
            Properties:
              Fn::ForEach::Props:
                - P
                - [Q, R]
                - Key${P}: "${X}${Y}"
)");
  EXPECT_EQ(loaded.faults(), Texts{});
  EXPECT_EQ(loaded.graph().resources().size(), 4U);
  EXPECT_EQ(loaded.property("Rb2", "KeyR"), "\"b2\"");
}

TEST(ForEach, AnUnknownCollectionMakesOneSymbolicResource) {
  const Loaded loaded(extensions + R"(Parameters:
  Names: {Type: CommaDelimitedList}
Resources:
  Fn::ForEach::Topics:
    - Name
    - !Ref Names
    - Topic${Name}: {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub "t-${Name}", Other: "${Name}"}}
  It: {Type: AWS::Test::Thing, Properties: {Value: !Ref TopicA}}
)");
  EXPECT_EQ(loaded.faults(), Texts{});
  ASSERT_EQ(loaded.graph().resources().size(), 2U);
  EXPECT_TRUE(loaded.graph().resources().front().symbolic);
  EXPECT_FALSE(loaded.graph().resources().back().symbolic);
  EXPECT_EQ(loaded.property("Topic${Name}", "TopicName"), "\"t-${(unknown)}\"");
  EXPECT_EQ(loaded.property("Topic${Name}", "Other"), "(unknown)");
}

TEST(ForEach, ConditionsToo) {
  const Loaded loaded(extensions + R"(Conditions:
  Fn::ForEach::C:
    - E
    - [prod, dev]
    - Is${E}: !Equals [prod, !Ref E]
Resources:
  A: {Type: AWS::Test::Thing, Condition: Isprod}
  B: {Type: AWS::Test::Thing, Condition: Isdev}
)");
  EXPECT_EQ(loaded.faults(), Texts{});
  EXPECT_EQ(loaded.exists("A"), "always");
  EXPECT_EQ(loaded.exists("B"), "never");
}

TEST(ForEach, NeedsItsTransform) {
  const Loaded loaded(R"(Resources:
  A:
    Type: AWS::Test::Thing
    Properties:
      Fn::ForEach::P: [X, [a], {"K${X}": v}]
)");
  EXPECT_EQ(loaded.faults(), Texts{"5 invalid A: Fn::ForEach::P needs the transform AWS::LanguageExtensions"});
}

TEST(ForEach, AProductOfListsEndsAtALimit) {
  std::string text = extensions + "Resources:\n";
  std::string indent = "  ";
  for (int level = 0; level < 8; ++level) {
    text += indent + "Fn::ForEach::L" + std::to_string(level) + ":\n" + indent + "  - X" + std::to_string(level) +
            '\n' + indent + "  - [a, b, c, d, e, f, g, h, i, j]\n" + indent + "  - ";
    indent += "    ";
    text += "\n";
  }
  text += indent + "R${X0}${X1}${X2}${X3}${X4}${X5}${X6}${X7}: {Type: AWS::Test::Thing}\n";
  const Loaded loaded(text);
  ASSERT_FALSE(loaded.graph().faults.empty());
  EXPECT_EQ(loaded.graph().faults[0].kind, graph::FaultKind::limit_reached);
}

TEST(ForEach, OfAnUnknownCollectionOpensTheNamesItCanMake) {
  const Loaded loaded(R"(Transform: AWS::LanguageExtensions
Parameters: {Zones: {Type: CommaDelimitedList}}
Conditions:
  Fn::ForEach::C: [Zone, !Ref Zones, {"Is${Zone}": !Equals [!Ref "AWS::Region", !Ref Zone]}]
Resources:
  Fn::ForEach::S: [Zone, !Ref Zones, {"S${Zone}Subnet": {Type: AWS::Test::Thing}}]
  Group:
    Type: AWS::Test::Thing
    Condition: IsWest
    Properties:
      Fn::ForEach::P: [Zone, !Ref Zones, {"P${Zone}": 1}]
      A: !Ref SaSubnet
      B: !Ref SaSubnets
      C: !If [Was, 1, 2]
  Fn::ForEach::T:
    - Zone
    - !Ref Zones
    - "T${Zone}": {Type: AWS::Test::Thing, Condition: "Was${Zone}", Properties: {A: !Ref "U${Zone}", B: !GetAtt "V${Zone}.W"}}
Outputs:
  Fn::ForEach::O: [Zone, !Ref Zones, {"O${Zone}": {Value: 1}}]
)");
  EXPECT_EQ(loaded.faults(), (Texts{"13 undeclared Group: there is no parameter or resource `SaSubnets`",
                                    "14 undeclared Group: there is no condition `Was`"}));
}

TEST(ForEach, AnEmptyNameIsNone) {
  const Loaded loaded("Resources:\n  A: {Type: AWS::Test::Thing, Properties: {X: !Ref , Y: 1}, Condition: \"\"}\n");
  EXPECT_EQ(loaded.faults(), (Texts{"2 invalid A: a condition is named here",
                                    "2 invalid A: Ref takes the name of a parameter or resource"}));
}

}  // namespace
}  // namespace tieline::cloudformation
