#include "tests/cloudformation/template_text.h"

/// Every section of a template, and every attribute of a resource.
namespace tieline::cloudformation {
namespace {

struct TypeCase {
  const char* type;
  const char* given;
  const char* worth;
};

class ParameterTypes : public testing::TestWithParam<TypeCase> {};

TEST_P(ParameterTypes, MakeWhatTheServiceMakes) {
  const auto& [type, given, expected] = GetParam();
  const std::string section = std::string("Parameters: {P: {Type: \"") + type + "\", Default: \"" + given + "\"}}\n";
  EXPECT_EQ(worth("!Ref P", section), expected) << type;
}

TEST_P(ParameterTypes, AreOpenWithoutAValue) {
  const std::string section = std::string("Parameters: {P: {Type: \"") + GetParam().type + "\"}}\n";
  EXPECT_EQ(worth("!Ref P", section), "(unknown parameter P)") << GetParam().type;
}

INSTANTIATE_TEST_SUITE_P(
    All, ParameterTypes,
    testing::Values(TypeCase{"String", "a, b", "\"a, b\""}, TypeCase{"Number", "443", "443"},
                    TypeCase{"Number", "0443", "\"0443\""}, TypeCase{"List<Number>", "80, 443", "[\"80\", \"443\"]"},
                    TypeCase{"CommaDelimitedList", "a, b,c", "[\"a\", \"b\", \"c\"]"},
                    TypeCase{"AWS::EC2::VPC::Id", "vpc-1", "\"vpc-1\""},
                    TypeCase{"AWS::EC2::AvailabilityZone::Name", "us-west-2a", "\"us-west-2a\""},
                    TypeCase{"List<AWS::EC2::Subnet::Id>", "subnet-1,subnet-2", "[\"subnet-1\", \"subnet-2\"]"},
                    TypeCase{"List<AWS::EC2::SecurityGroup::Id>", "sg-1", "[\"sg-1\"]"},
                    TypeCase{"AWS::SSM::Parameter::Name", "/a/b", "\"/a/b\""},
                    TypeCase{"AWS::SSM::Parameter::Value<String>", "/a/b", "(unknown parameter P)"},
                    TypeCase{"AWS::SSM::Parameter::Value<List<String>>", "/a/b", "(unknown parameter P)"},
                    TypeCase{"AWS::SSM::Parameter::Value<CommaDelimitedList>", "/a/b", "(unknown parameter P)"},
                    TypeCase{"AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", "/a/b", "(unknown parameter P)"}));

TEST(Sections, NamesAreSoughtInEveryAttributeOfAResource) {
  const Loaded loaded(R"(Resources:
  A:
    Type: AWS::AutoScaling::AutoScalingGroup
    DependsOn: [Gone1]
    CreationPolicy: {ResourceSignal: {Count: !Ref Gone2}}
    UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: !Ref Gone3}}
    DeletionPolicy: !If [Gone4, Retain, Delete]
    UpdateReplacePolicy: !Ref Gone5
    Metadata: {Note: !GetAtt Gone6.Arn}
    Condition: Gone7
    Properties: {X: !Sub "${Gone8}"}
Outputs:
  O: {Value: !Ref Gone9, Condition: Gone10, Export: {Name: !Ref Gone11}}
)");
  EXPECT_EQ(
      loaded.faults(),
      (Texts{
          "4 undeclared A: there is no resource `Gone1`", "5 undeclared A: there is no parameter or resource `Gone2`",
          "6 undeclared A: there is no parameter or resource `Gone3`", "7 undeclared A: there is no condition `Gone4`",
          "8 undeclared A: there is no parameter or resource `Gone5`", "9 undeclared A: there is no resource `Gone6`",
          "10 undeclared A: there is no condition `Gone7`",
          "11 undeclared A: there is no parameter or resource `Gone8`",
          "13 undeclared Outputs.O: there is no condition `Gone10`",
          "13 undeclared Outputs.O: there is no parameter or resource `Gone9`",
          "13 undeclared Outputs.O: there is no parameter or resource `Gone11`"}));
}

TEST(Sections, WhatIsNoMappingIsSaid) {
  const Loaded loaded(R"(AWSTemplateFormatVersion: "2010-09-09"
Parameters: [a]
Mappings: text
Resources:
  A: {Type: AWS::Test::Thing}
)");
  EXPECT_EQ(loaded.faults(),
            (Texts{"2 invalid : `Parameters` is not a mapping", "3 invalid : `Mappings` is not a mapping"}));
}

TEST(Sections, RulesSpeakOfParametersAndAreChecked) {
  const Loaded loaded(R"(Parameters:
  Env: {Type: String, AllowedValues: [dev, prod]}
  Zones: {Type: CommaDelimitedList, Default: "a,b"}
Rules:
  R:
    RuleCondition: !Equals [!Ref Enw, prod]
    Assertions:
      - Assert: !And [!Contains [!Ref Zones, a], !EachMemberIn [[a], !Ref Zones]]
        AssertDescription: zones
      - Assert: {Fn::Not: [{Fn::Equals: [!Ref Env, test]}]}
Resources: {A: {Type: AWS::Test::Thing}}
)");
  EXPECT_EQ(loaded.faults(), Texts{"6 undeclared Rules.R: there is no parameter or resource `Enw`"});
}

TEST(Sections, ARuleThatAlwaysAppliesSettlesAParameter) {
  const std::string section = R"(Parameters: {Env: {Type: String, AllowedValues: [dev, prod]}}
Rules: {OnlyProd: {Assertions: [{Assert: !Equals [!Ref Env, prod]}]}}
Conditions: {IsProd: !Equals [!Ref Env, prod]}
)";
  EXPECT_EQ(worth("!If [IsProd, a, b]", section), "\"a\"");
}

TEST(Sections, AResourceThatIsMissingWhereItIsNamedIsSaidWithAnExample) {
  const Loaded loaded(R"(Parameters:
  Env: {Type: String, AllowedValues: [dev, test, prod]}
  Nat: {Type: String, AllowedValues: ["true", "false"]}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  HasNat: !Equals [!Ref Nat, "true"]
  Both: !And [!Condition IsProd, !Condition HasNat]
Resources:
  A: {Type: AWS::Test::Thing, Condition: Both}
  B: {Type: AWS::Test::Thing, Condition: IsProd, Properties: {X: !GetAtt A.Arn}}
  C: {Type: AWS::Test::Thing, Condition: Both, Properties: {X: !Ref A}}
  D: {Type: AWS::Test::Thing, Properties: {X: !If [Both, !Ref A, !Ref "AWS::NoValue"]}}
)");
  ASSERT_EQ(loaded.faults(), Texts{"10 undeclared B: `A` can be absent where it is referred to"});
  EXPECT_EQ(loaded.graph().conditions.describe(loaded.graph().faults[0].when), "Env is 'prod' and Nat is 'false'");
}

TEST(Sections, FunctionsNestInBothSpellings) {
  const std::string section = R"(Parameters: {Name: {Type: String, Default: web}}
Mappings: {M: {web: {Key: "a,b"}}}
)";
  EXPECT_EQ(worth("!Join [\"-\", !Split [\",\", !FindInMap [M, !Ref Name, !Sub \"K${AWS::NoValue}\"]]]", section),
            "(unknown)");
  EXPECT_EQ(worth("!Select [1, Fn::Split: [\",\", !FindInMap [M, !Ref Name, Key]]]", section), "\"b\"");
  EXPECT_EQ(worth("{\"Fn::Base64\": {\"Fn::Join\": [\"\", [{\"Ref\": \"Name\"}, \"!\"]]}}", section), "\"d2ViIQ==\"");
  EXPECT_EQ(worth("!FindInMap [!Sub M, !Select [0, [!Ref Name]], Key]", section), "\"a,b\"");
}

TEST(Sections, ZonesOfARegion) {
  Options options;
  options.region = "us-west-2";
  EXPECT_EQ(worth("!GetAZs us-west-2", "", options), worth("!GetAZs ''", "", options));
  EXPECT_EQ(worth("!Select [0, !GetAZs us-east-1]"), "(unknown Fn::GetAZs(us-east-1)[0])");
}

TEST(Sections, AnUnknownTransformIsSaidOnceWhereverItStands) {
  const Loaded loaded(R"(Transform: [AWS::LanguageExtensions, Mine, AWS::Serverless-2016-10-31]
Resources:
  A: {Type: AWS::Test::Thing, Properties: {X: !Ref Made, Y: !Ref MadeToo}}
)");
  EXPECT_EQ(loaded.faults(), Texts{"1 module : what the transform `Mine` brings is not known"});
}

TEST(Sections, ServerlessNamesConnectorsAndImplicitApis) {
  const Loaded loaded(R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: x
      AutoPublishAlias: live
      Events: {Get: {Type: HttpApi}, Rest: {Type: Api, Properties: {Path: /, Method: get}}}
      Policies: {DynamoDBCrudPolicy: {TableName: !Ref Gone}}
  Link:
    Type: AWS::Serverless::Connector
    Properties: {Source: {Id: Hello}, Destination: {Id: Table}, Permissions: [Read]}
  Table: {Type: AWS::Serverless::SimpleTable}
Outputs:
  A: {Value: !Ref ServerlessHttpApi}
  B: {Value: !GetAtt ServerlessRestApi.RootResourceId}
  C: {Value: !Ref ServerlessRestApiProdStage}
  D: {Value: !Ref HelloGetPermission}
  E: {Value: !Ref LinkPolicy}
  F: {Value: !GetAtt HelloRole.Arn}
)");
  EXPECT_EQ(loaded.faults(), Texts{"9 undeclared Hello: there is no parameter or resource `Gone`"});
}

}  // namespace
}  // namespace tieline::cloudformation
