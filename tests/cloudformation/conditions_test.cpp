#include "tests/cloudformation/template_text.h"

namespace tieline::cloudformation {
namespace {

TEST(Conditions, DecidedOnesChooseTheBranchAndTheResource) {
  const Loaded loaded(R"(Parameters:
  Env: {Type: String, Default: prod}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  IsTest: !Not [!Condition IsProd]
Resources:
  A: {Type: AWS::Test::Thing, Condition: IsProd, Properties: {Value: !If [IsTest, a, b]}}
  B: {Type: AWS::Test::Thing, Condition: IsTest}
)");
  EXPECT_EQ(loaded.exists("A"), "always");
  EXPECT_EQ(loaded.exists("B"), "never");
  EXPECT_EQ(loaded.property("A", "Value"), "\"b\"");
  EXPECT_TRUE(loaded.faults().empty());
}

TEST(Conditions, GivenParametersComeBeforeDefaults) {
  Options options;
  options.parameters = {{"Env", "dev"}, {"Env", "test"}};
  EXPECT_EQ(worth("!Ref Env", "Parameters:\n  Env: {Type: String, Default: prod}\n", options), "\"test\"");
}

const std::string open_env = R"(Parameters:
  Env: {Type: String, AllowedValues: [dev, test, prod]}
  Zone: {Type: String}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  IsDev: !Equals [dev, !Ref Env]
  IsOther: !Equals [!Ref Env, stage]
  Either: !Or [!Condition IsProd, !Condition IsDev]
  Both: !And [!Condition IsProd, !Condition IsDev]
  InZone: !Equals [!Sub "z-${Zone}", z-1]
  InOther: !Equals [!Sub "z-${Zone}", y-1]
)";

TEST(Conditions, UndecidedOnesMakeAlternatives) {
  EXPECT_EQ(worth("!If [IsProd, a, b]", open_env), "<\"a\", \"b\">");
  EXPECT_EQ(worth("!If [IsProd, !If [IsDev, a, b], c]", open_env), "<\"b\", \"c\">");
  EXPECT_EQ(worth("!If [IsProd, a, !Ref 'AWS::NoValue']", open_env), "<\"a\", absent>");
}

TEST(Conditions, ValuesThatAreNotAllowedNeverHold) {
  EXPECT_EQ(worth("!If [IsOther, a, b]", open_env), "\"b\"");
  EXPECT_EQ(worth("!If [Both, a, b]", open_env), "\"b\"");
  EXPECT_EQ(worth("!If [InOther, a, b]", open_env), "\"b\"");
}

TEST(Conditions, AResourceExistsUnderItsConditionByName) {
  const Loaded loaded(open_env + R"(Resources:
  A: {Type: AWS::Test::Thing, Condition: IsProd}
  B: {Type: AWS::Test::Thing, Condition: InZone, Properties: {Value: !Sub "z-${Zone}"}}
)");
  EXPECT_EQ(loaded.exists("A"), "IsProd is true, as where Env is 'prod'");
  EXPECT_EQ(loaded.exists("B"), "InZone is true, as where Zone is '1'");
}

TEST(Conditions, PatternsAndLengthsAreHonoured) {
  const std::string sections = R"(Parameters:
  Key: {Type: String, MinLength: 1}
  Id: {Type: String, AllowedPattern: "vpc-.*"}
  Count: {Type: Number, MinValue: 1, MaxValue: 3}
  Vpc: {Type: AWS::EC2::VPC::Id}
Conditions:
  NoKey: !Equals [!Ref Key, ""]
  NoId: !Equals [!Ref Id, subnet-1]
  Four: !Equals [!Ref Count, 4]
  Three: !Equals [!Ref Count, 3]
  NoVpc: !Equals [!Ref Vpc, ""]
)";
  EXPECT_EQ(worth("[!If [NoKey, a, b], !If [NoId, a, b], !If [Four, a, b], !If [NoVpc, a, b]]", sections),
            "[\"b\", \"b\", \"b\", \"b\"]");
  EXPECT_EQ(worth("!If [Three, a, b]", sections), "<\"a\", \"b\">");
}

TEST(Conditions, StringFunctionsGoOverTheirBranches) {
  EXPECT_EQ(worth("!Sub ['${a}-x', {a: !If [IsProd, p, !If [IsDev, d, t]]}]", open_env), "<\"p-x\", \"d-x\", \"t-x\">");
  EXPECT_EQ(worth("!Join [',', [a, !If [IsProd, p, !Ref 'AWS::NoValue'], z]]", open_env), "<\"a,p,z\", \"a,z\">");
  EXPECT_EQ(worth("!Select [0, !If [IsProd, [a], [b, c]]]", open_env), "<\"a\", \"b\">");
}

TEST(Conditions, AFaultInOneBranchNamesItsCondition) {
  const Loaded loaded = with_value("!Select [1, !If [IsProd, [a], [b, c]]]", open_env);
  ASSERT_EQ(loaded.graph().faults.size(), 1U);
  EXPECT_EQ(loaded.graph().conditions.describe(loaded.graph().faults[0].when),
            "IsProd is true, as where Env is 'prod'");
}

TEST(Conditions, WhatCanBeAbsentWhereItIsReferredToIsUndeclared) {
  const Loaded loaded(open_env + R"(Resources:
  A: {Type: AWS::Test::Thing, Condition: IsProd}
  B: {Type: AWS::Test::Thing, Properties: {Value: !Ref A}}
  C: {Type: AWS::Test::Thing, Properties: {Value: !If [IsProd, !Ref A, none]}}
  D: {Type: AWS::Test::Thing, Condition: Both, Properties: {Value: !Ref A}}
  E: {Type: AWS::Test::Thing, DependsOn: A}
)");
  ASSERT_EQ(loaded.faults(), Texts{"14 undeclared B: `A` can be absent where it is referred to"});
  EXPECT_EQ(loaded.graph().conditions.describe(loaded.graph().faults[0].when),
            "IsProd is false, as where Env is 'dev'");
}

TEST(Conditions, RulesNarrowWhatCanHold) {
  const Loaded loaded(R"(Parameters:
  Env: {Type: String, AllowedValues: [dev, prod]}
  Size: {Type: String, AllowedValues: [s, l]}
Rules:
  ProdIsLarge:
    RuleCondition: !Equals [!Ref Env, prod]
    Assertions:
      - Assert: !Contains [[l], !Ref Size]
Conditions:
  ProdSmall: !And [!Equals [!Ref Env, prod], !Equals [!Ref Size, s]]
Resources:
  It: {Type: AWS::Test::Thing, Condition: ProdSmall}
)");
  EXPECT_EQ(loaded.exists("It"), "never");
}

TEST(Conditions, SameOpenExpressionIsTheSameThing) {
  const std::string sections = R"(Conditions:
  A: !Equals [!Select [0, !Split ["-", !Ref "AWS::Region"]], us]
  B: !Equals [!Select [0, !Split ["-", !Ref "AWS::Region"]], eu]
  Both: !And [!Condition A, !Condition B]
)";
  EXPECT_EQ(worth("!If [Both, a, b]", sections), "\"b\"");
  EXPECT_EQ(worth("!If [A, a, b]", sections), "<\"a\", \"b\">");
}

TEST(Conditions, StoredParametersAreOpenThoughTheyHaveADefault) {
  EXPECT_EQ(worth("!Ref P", "Parameters:\n  P: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /a}\n"),
            "(unknown parameter P)");
}

TEST(Conditions, UndeclaredAndMalformedOnes) {
  const Loaded loaded(R"(Parameters:
  Env: {Type: String}
Conditions:
  IsProd: !Equals [!Ref Enw, prod]
  Wrong: !Ref Env
  Few: !And [!Condition IsProd]
  NotThere: !Not [!Condition IsPrd]
  OfResource: !Equals [!Ref It, x]
Resources:
  It: {Type: AWS::Test::Thing, Condition: IsProt, Properties: {Value: !If [Nope, a, b]}}
)");
  EXPECT_EQ(loaded.faults(), (Texts{"4 undeclared Conditions.IsProd: there is no parameter or resource `Enw`",
                                    "5 invalid Conditions.Wrong: this is no condition",
                                    "6 invalid Conditions.Few: Fn::And takes a list of two to ten conditions",
                                    "7 undeclared Conditions.NotThere: there is no condition `IsPrd`",
                                    "8 invalid Conditions.OfResource: a condition cannot refer to the resource `It`",
                                    "10 undeclared It: there is no condition `IsProt`",
                                    "10 undeclared It: there is no condition `Nope`"}));
  EXPECT_EQ(loaded.graph().faults[0].help, "did you mean `Env`?");
}

TEST(Conditions, ACircleOfConditionsIsReported) {
  const Loaded loaded(R"(Conditions:
  A: !Not [!Condition B]
  B: !Not [!Condition A]
Resources:
  It: {Type: AWS::Test::Thing, Condition: A}
)");
  ASSERT_EQ(loaded.faults(),
            Texts{"2 cycle Conditions.A: conditions refer to each other in a circle: `A` → `B` → `A`"});
}

}  // namespace
}  // namespace tieline::cloudformation
