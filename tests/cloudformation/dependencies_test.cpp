#include "tests/cloudformation/template_text.h"

namespace tieline::cloudformation {
namespace {

TEST(Dependencies, TwoGroupsThatNameEachOtherAreACircle) {
  const Loaded loaded(R"(Resources:
  Client:
    Type: AWS::EC2::SecurityGroup
    Properties: {SecurityGroupEgress: [{DestinationSecurityGroupId: !Ref Endpoint}]}
  Endpoint:
    Type: AWS::EC2::SecurityGroup
    Properties: {SecurityGroupIngress: [{SourceSecurityGroupId: !GetAtt Client.GroupId}]}
)");
  ASSERT_EQ(loaded.faults(),
            Texts{"2 cycle Client: resources refer to each other in a circle: `Client` → `Endpoint` → `Client`"});
  ASSERT_EQ(loaded.graph().faults[0].related.size(), 2U);
  EXPECT_EQ(loaded.graph().faults[0].related[1].message, "`Endpoint` refers to `Client`");
}

TEST(Dependencies, EveryKindOfMentionCounts) {
  const Loaded loaded(R"(Resources:
  A: {Type: AWS::Test::Thing, DependsOn: B}
  B: {Type: AWS::Test::Thing, Properties: {X: !Sub "${C}"}}
  C: {Type: AWS::Test::Thing, Metadata: {X: {Ref: A}}}
  D: {Type: AWS::Test::Thing, Properties: {X: !GetAtt D.Arn}}
)");
  EXPECT_EQ(loaded.faults(), (Texts{"2 cycle A: resources refer to each other in a circle: `A` → `B` → `C` → `A`",
                                    "5 cycle D: `D` refers to itself"}));
}

TEST(Dependencies, MentionsThatCannotHoldTogetherAreNoCircle) {
  const std::string sections = R"(Parameters: {Env: {Type: String}}
Conditions: {IsProd: !Equals [!Ref Env, prod]}
Resources:
  A: {Type: AWS::Test::Thing, Properties: {X: !If [IsProd, !Ref B, none]}}
)";
  EXPECT_TRUE(Loaded(sections + "  B: {Type: AWS::Test::Thing, Properties: {X: !If [IsProd, none, !Ref A]}}\n")
                  .faults()
                  .empty());
  const Loaded circle(sections + "  B: {Type: AWS::Test::Thing, Properties: {X: !Ref A}}\n");
  ASSERT_EQ(circle.graph().faults.size(), 1U);
  EXPECT_EQ(circle.graph().conditions.describe(circle.graph().faults[0].when),
            "IsProd is true, as where Env is 'prod'");
}

TEST(Dependencies, ALongerCircleIsFoundWhereTheShortestCannotHold) {
  const Loaded loaded(R"(Parameters: {Env: {Type: String}}
Conditions: {IsProd: !Equals [!Ref Env, prod]}
Resources:
  A: {Type: AWS::Test::Thing, Properties: {X: !If [IsProd, !Ref B, none], Y: !Ref C}}
  B: {Type: AWS::Test::Thing, Properties: {X: !If [IsProd, none, !Ref A]}}
  C: {Type: AWS::Test::Thing, Properties: {X: !Ref B}}
)");
  ASSERT_EQ(loaded.graph().faults.size(), 1U);
  EXPECT_EQ(loaded.graph().conditions.describe(loaded.graph().faults[0].when),
            "IsProd is false, as where Env is not 'prod'");
  EXPECT_EQ(loaded.graph().faults[0].related.size(), 3U);
}

TEST(Dependencies, EvaluationFollowsThem) {
  const Loaded loaded(R"(Resources:
  A: {Type: AWS::Test::Thing, Properties: {Name: !GetAtt B.Name}}
  B: {Type: AWS::Test::Thing, Properties: {Name: !GetAtt C.Name}}
  C: {Type: AWS::Test::Thing, Properties: {Name: c}}
)");
  EXPECT_EQ(loaded.property("A", "Name"), "\"c\"");
  EXPECT_EQ(loaded.graph().resources().front().address, "A");
}

}  // namespace
}  // namespace tieline::cloudformation
