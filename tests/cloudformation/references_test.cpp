#include "tests/cloudformation/template_text.h"

namespace tieline::cloudformation {
namespace {

TEST(References, RefAndGetAttAreAttributesOfResources) {
  const Loaded loaded(R"(Resources:
  Group: {Type: AWS::EC2::SecurityGroup}
  It:
    Type: AWS::Test::Thing
    Properties:
      A: !Ref Group
      B: !GetAtt Group.GroupId
      C: {Fn::GetAtt: [Group, GroupId]}
      D: !Sub "${Group.GroupId}"
      E: !Sub "arn:${Group}"
)");
  for (const char* name : {"A", "B", "C", "D"}) {
    const value::Reference* reference = loaded.value("It", name).reference();
    ASSERT_NE(reference, nullptr) << name;
    EXPECT_EQ(reference->resource->address, "Group");
  }
  EXPECT_EQ(loaded.value("It", "A").reference()->attribute, "Ref");
  EXPECT_EQ(loaded.value("It", "C").reference()->attribute, "GroupId");
  EXPECT_EQ(loaded.sources().text(loaded.value("It", "D").reference()->span), "${Group.GroupId}");
  EXPECT_EQ(loaded.property("It", "E"), "\"arn:${(reference Ref)}\"");
  EXPECT_EQ(loaded.graph().edges().size(), 5U);
}

TEST(References, WhatWasGivenIsEchoedWhereverItIsDeclared) {
  const Loaded loaded(R"(Resources:
  It:
    Type: AWS::Test::Thing
    Properties:
      Zone: !GetAtt Subnet.AvailabilityZone
      Vpc: !GetAtt Subnet.VpcId
      Name: !Ref Role
      Own: !GetAtt Custom.Answer
  Subnet:
    Type: AWS::EC2::Subnet
    Properties: {AvailabilityZone: us-west-2a, VpcId: !Ref Vpc}
  Vpc: {Type: AWS::EC2::VPC}
  Role: {Type: AWS::IAM::Role, Properties: {RoleName: ei}}
  Custom: {Type: Custom::Thing, Properties: {Answer: 42}}
)");
  EXPECT_EQ(loaded.property("It", "Zone"), "\"us-west-2a\"");
  EXPECT_EQ(loaded.value("It", "Zone").reference()->resource->address, "Subnet");
  EXPECT_EQ(loaded.value("It", "Vpc").reference()->resource->address, "Vpc");
  EXPECT_EQ(loaded.property("It", "Name"), "\"ei\"");
  EXPECT_EQ(loaded.value("It", "Name").reference()->attribute, "Ref");
  EXPECT_EQ(loaded.property("It", "Own"), "(reference Answer)");
}

TEST(References, UndeclaredNamesAreReportedWithTheNearest) {
  const Loaded loaded(R"(Parameters: {Env: {Type: String}}
Resources:
  Client: {Type: AWS::EC2::SecurityGroup}
  It:
    Type: AWS::Test::Thing
    DependsOn: [Client, Cliemt]
    Properties:
      A: !Ref Clent
      B: !GetAtt Klient.GroupId
      C: !Sub "a ${Cilent.GroupId} ${Enw} b"
      D: !Ref AWS::Regoin
      E: !If [Nope, !Ref Gone, b]
Outputs:
  Out: {Value: !Ref Nowhere}
)");
  EXPECT_EQ(loaded.faults(),
            (Texts{"6 undeclared It: there is no resource `Cliemt`",
                   "8 undeclared It: there is no parameter or resource `Clent`",
                   "9 undeclared It: there is no resource `Klient`", "10 undeclared It: there is no resource `Cilent`",
                   "10 undeclared It: there is no parameter or resource `Enw`",
                   "11 undeclared It: there is no pseudo parameter `AWS::Regoin`",
                   "12 undeclared It: there is no condition `Nope`",
                   "12 undeclared It: there is no parameter or resource `Gone`",
                   "14 undeclared Outputs.Out: there is no parameter or resource `Nowhere`"}));
  EXPECT_EQ(loaded.graph().faults[0].help, "did you mean `Client`?");
  EXPECT_EQ(loaded.place(3), "${Cilent.GroupId}");
  EXPECT_EQ(loaded.graph().faults[5].help, "did you mean `AWS::Region`?");
}

TEST(References, BranchesThatAreNotTakenAreCheckedToo) {
  const Loaded loaded(R"(Parameters: {Env: {Type: String, Default: dev}}
Conditions: {IsProd: !Equals [!Ref Env, prod]}
Resources:
  It: {Type: AWS::Test::Thing, Properties: {A: !If [IsProd, !Ref Gone, b]}}
  Never: {Type: AWS::Test::Thing, Condition: IsProd, Properties: {A: !Ref Lost}}
)");
  EXPECT_EQ(loaded.faults(), (Texts{"4 undeclared It: there is no parameter or resource `Gone`",
                                    "5 undeclared Never: there is no parameter or resource `Lost`"}));
}

TEST(References, DependsOnIsKept) {
  const Loaded loaded(R"(Resources:
  A: {Type: AWS::Test::Thing}
  B: {Type: AWS::Test::Thing, DependsOn: A}
)");
  ASSERT_EQ(loaded.graph().find("B")->depends_on.size(), 1U);
  EXPECT_EQ(loaded.graph().find("B")->depends_on[0].resource->address, "A");
}

TEST(References, PlacesAreThoseOfTheSource) {
  const Loaded loaded(R"(Parameters:
  Type: {Type: String, Default: Gateway}
Resources:
  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcEndpointType: !Ref Type
)");
  const graph::Resource& endpoint = *loaded.graph().find("Endpoint");
  EXPECT_EQ(loaded.sources().text(endpoint.header), "Endpoint");
  EXPECT_EQ(loaded.sources().text(endpoint.attribute("VpcEndpointType").span()), "Gateway");
  EXPECT_EQ(loaded.sources().text(endpoint.use_span("VpcEndpointType")), "!Ref Type");
  EXPECT_EQ(loaded.sources().start(endpoint.span).line, 4U);
}

TEST(References, OutputsAreEvaluated) {
  const Loaded loaded(R"(Parameters: {Env: {Type: String}}
Conditions: {IsProd: !Equals [!Ref Env, prod]}
Resources:
  A: {Type: AWS::Test::Thing}
Outputs:
  One: {Value: !Ref A, Export: {Name: one}}
  Two: {Value: two, Condition: IsProd}
)");
  ASSERT_EQ(loaded.graph().outputs.size(), 2U);
  EXPECT_EQ(loaded.graph().outputs[0].value.reference()->resource->address, "A");
  EXPECT_EQ(value::to_debug_string(loaded.graph().outputs[1].value), "<\"two\", absent>");
}

TEST(References, DuplicatesAreReportedOnTheLaterOne) {
  const Loaded loaded(R"(Parameters:
  Shared: {Type: String}
Resources:
  A: {Type: AWS::Test::Thing}
  B: {Type: AWS::Test::Thing}
  A: {Type: AWS::Test::Other}
  Shared: {Type: AWS::Test::Thing}
)");
  ASSERT_EQ(loaded.graph().faults.size(), 2U);
  EXPECT_EQ(loaded.graph().faults[0].kind, graph::FaultKind::duplicate_declaration);
  EXPECT_EQ(loaded.graph().faults[0].resource, "A");
  EXPECT_EQ(loaded.sources().start(loaded.graph().faults[0].span).line, 6U);
  EXPECT_EQ(loaded.faults()[1], "7 duplicate Shared: `Shared` is the name of a parameter and of a resource");
}

TEST(References, MacrosLeaveNamesOpenAndAreSaidOnce) {
  const Loaded loaded(R"(Transform: [Mine]
Resources:
  A: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: !Ref Made}}
)");
  EXPECT_EQ(loaded.faults(), Texts{"1 module : what the transform `Mine` brings is not known"});
  EXPECT_NE(loaded.graph().find("A")->attributes.rest(), nullptr);
}

TEST(References, WhatAModuleMakesIsNotKnown) {
  const Loaded loaded(R"(AWSTemplateFormatVersion: 2010-09-09
Resources:
  Net: {Type: My::Network::Part::MODULE, Properties: {Group: !Ref Group}}
  Group: {Type: AWS::EC2::SecurityGroup}
Outputs:
  A: {Value: !Ref NetVpc}
  B: {Value: !GetAtt Net.Vpc.VpcId}
  C: {Value: !Ref NotVpc}
)");
  EXPECT_EQ(loaded.faults(), (Texts{"8 undeclared Outputs.C: there is no parameter or resource `NotVpc`",
                                    "3 module Net: what the module `My::Network::Part::MODULE` brings is not known"}));
  ASSERT_EQ(loaded.graph().handed_out.size(), 1U);
}

TEST(References, AnIncludeLeavesTheMappingOpen) {
  const Loaded loaded(R"(Resources:
  A:
    Type: AWS::Test::Thing
    Properties:
      Fn::Transform: {Name: AWS::Include, Parameters: {Location: !Sub "s3://b/${Gone}"}}
      Known: 1
)");
  EXPECT_EQ(loaded.faults(), (Texts{"5 undeclared A: there is no parameter or resource `Gone`",
                                    "5 module A: what the transform `AWS::Include` brings is not known"}));
  EXPECT_NE(loaded.graph().find("A")->attributes.rest(), nullptr);
  EXPECT_EQ(loaded.property("A", "Known"), "1");
}

}  // namespace
}  // namespace tieline::cloudformation
