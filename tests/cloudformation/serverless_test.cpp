#include "tests/cloudformation/template_text.h"

namespace tieline::cloudformation {
namespace {

const std::string transform = "Transform: AWS::Serverless-2016-10-31\n";

TEST(Serverless, GeneratedIdsResolve) {
  const Loaded loaded(transform + R"(Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Get: {Type: Api, Properties: {Path: /, Method: get, RestApiId: !Ref Api}}
        Tick: {Type: Schedule, Properties: {DeadLetterConfig: {Type: SQS, QueueLogicalId: Lost}}}
  Table:
    Type: AWS::DynamoDB::Table
    Connectors: {In: {Properties: {Destination: {Id: Hello}}}}
  Api:
    Type: AWS::Serverless::Api
    Properties: {StageName: prod, DefinitionBody: {uri: !GetAtt Hello.Arn}}
Outputs:
  A: {Value: !GetAtt HelloRole.Arn}
  B: {Value: !Ref ServerlessRestApi}
  C: {Value: !Ref HelloAliaslive}
  D: {Value: !Ref Hello.Version}
  E: {Value: !Ref HalloRole}
  F: {Value: !GetAtt Lost.Arn}
  G: {Value: !Ref TableIn}
)");
  EXPECT_EQ(loaded.faults(), Texts{"20 undeclared Outputs.E: there is no parameter or resource `HalloRole`"});
  EXPECT_EQ(loaded.graph().outputs[0].value.reference()->resource->type, "AWS::IAM::Role");
}

TEST(Serverless, TheRoleCarriesThePolicies) {
  const Loaded loaded(transform + R"(Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        - AmazonSageMakerFullAccess
        - !Ref Extra
        - Statement: [{Effect: Allow, Action: "elastic-inference:Connect", Resource: "*"}]
        - OwnPolicy: {QueueName: q}
  Extra: {Type: AWS::IAM::ManagedPolicy}
)");
  EXPECT_EQ(loaded.faults(), Texts{});
  const graph::Resource* role = loaded.graph().find("HelloRole");
  ASSERT_NE(role, nullptr);
  EXPECT_EQ(loaded.property("HelloRole", "ManagedPolicyArns"),
            "[\"arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole\", "
            "\"arn:aws:iam::aws:policy/AmazonSageMakerFullAccess\", (reference Ref)]");
  const auto policies = role->attribute("Policies").items();
  ASSERT_EQ(policies.size(), 2U);
  EXPECT_EQ(policies[0].find("PolicyDocument")->rest(), nullptr);
  EXPECT_NE(policies[1].find("PolicyDocument")->rest(), nullptr);
  EXPECT_EQ(loaded.value("Hello", "Role").reference()->resource, role);
}

TEST(Serverless, PolicyTemplatesAreTheirStatements) {
  const Loaded loaded(transform + R"(Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        - DynamoDBReconfigurePolicy: {TableName: !Ref Table}
        - SNSPublishMessagePolicy: {TopicName: !GetAtt Nowhere.TopicName}
        - SQSPollerPolicy: {}
        - CloudWatchPutMetricPolicy: {}
  Table: {Type: AWS::DynamoDB::Table, Properties: {TableName: items}}
)");
  EXPECT_EQ(loaded.faults(), Texts{"8 undeclared Hello: there is no resource `Nowhere`"});
  const auto policies = loaded.graph().find("HelloRole")->attribute("Policies").items();
  ASSERT_EQ(policies.size(), 4U);
  const auto statement = [&](std::size_t i) {
    return *policies[i].find("PolicyDocument")->find("Statement")->items().front().find("Action");
  };
  EXPECT_EQ(value::to_debug_string(statement(0)), "[\"dynamodb:UpdateTable\"]");
  EXPECT_EQ(value::to_debug_string(statement(1)), "[\"sns:Publish\"]");
  EXPECT_EQ(value::to_debug_string(statement(3)), "[\"cloudwatch:PutMetricData\"]");
  for (const auto& policy : policies) EXPECT_EQ(policy.find("PolicyDocument")->rest(), nullptr);
}

TEST(Serverless, GlobalsAreMergedBelowTheResource) {
  const Loaded loaded(transform + R"(Globals:
  Function:
    Timeout: 3
    Runtime: python3.12
    VpcConfig: {SecurityGroupIds: [a], SubnetIds: [s]}
    Environment: {Variables: {A: 1, B: 2}}
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties: {Timeout: 9, Role: "arn:aws:iam::1:role/r", VpcConfig: {SecurityGroupIds: [b]}, Environment: {Variables: {B: 3}}}
)");
  EXPECT_EQ(loaded.property("Hello", "Timeout"), "9");
  EXPECT_EQ(loaded.property("Hello", "Runtime"), "\"python3.12\"");
  EXPECT_EQ(loaded.property("Hello", "VpcConfig"), "{SecurityGroupIds = [\"a\", \"b\"], SubnetIds = [\"s\"]}");
  EXPECT_EQ(loaded.property("Hello", "Environment"), "{Variables = {A = 1, B = 3}}");
  EXPECT_EQ(loaded.graph().find("HelloRole"), nullptr);
}

}  // namespace
}  // namespace tieline::cloudformation
