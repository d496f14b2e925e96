// What settles a template from outside: parameter files one by one, and other templates of the run.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "support/program.h"

namespace tieline::test {
namespace {

constexpr const char* endpoint = R"(Parameters:
  Env: {Type: String, AllowedValues: [dev, test, prod]}
  Subnets: {Type: List<AWS::EC2::Subnet::Id>}
Conditions: {IsProd: !Equals [!Ref Env, prod]}
Resources:
  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: vpc-0a1b2c3d4e5f60718
      ServiceName: com.amazonaws.us-west-2.elastic-inference.runtime
      VpcEndpointType: Interface
      PrivateDnsEnabled: !If [IsProd, true, false]
      SecurityGroupIds: [sg-0a1b2c3d4e5f60718]
      SubnetIds: !Ref Subnets
)";

class ParameterFiles : public testing::Test {
 protected:
  ParameterFiles() {
    folder_.write("template.yaml", endpoint);
    folder_.write("dev.json", R"([{"ParameterKey": "Env", "ParameterValue": "dev"},
                                  {"ParameterKey": "Subnets", "ParameterValue": "subnet-1"}])");
    folder_.write("prod.json", R"({"Env": "prod", "Subnets": "subnet-1"})");
    folder_.write("samconfig.toml", R"(version = 0.1
[default.deploy.parameters]
parameter_overrides = "Env=dev Subnets=subnet-1,subnet-2"
[prod.deploy.parameters]
parameter_overrides = ["Env=prod", "Subnets=subnet-1"]
)");
  }
  std::string check(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "check");
    const ProgramRun run = run_program({.arguments = arguments, .folder = folder_.path()});
    return run.out + run.err;
  }
  ScratchFolder folder_;
};

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST_F(ParameterFiles, OneRunForEach) {
  const std::string out = check({"--parameters", "dev.json", "--parameters", "prod.json", "--each-parameters"});
  EXPECT_TRUE(says(out, "two Availability Zones (with dev.json, prod.json)\n")) << out;
  EXPECT_TRUE(says(out, "does not resolve to this endpoint (with dev.json)\n")) << out;
  EXPECT_TRUE(says(out, "Found 1 error, 1 warning in 1 file")) << out;
}

TEST_F(ParameterFiles, EachEnvironmentOfASamconfig) {
  const std::string all = check({"--parameters", "samconfig.toml", "--each-parameters"});
  EXPECT_TRUE(says(all, "two Availability Zones (with samconfig.toml:prod)\n")) << all;
  EXPECT_TRUE(says(all, "does not resolve to this endpoint (with samconfig.toml:default)\n")) << all;
  EXPECT_FALSE(says(check({"--parameters", "samconfig.toml"}), "EI401"));
  EXPECT_TRUE(says(check({"--parameters", "samconfig.toml:prod"}), "EI401"));
  EXPECT_TRUE(says(check({"--parameters", "samconfig.toml:none"}), "there is no environment `none`"));
  EXPECT_TRUE(says(check({"--each-parameters"}), "name the files with --parameters"));
}

TEST_F(ParameterFiles, WithoutThemAFindingNamesValuesThatBringItAbout) {
  const std::string out = check({});
  EXPECT_TRUE(says(out, "(when IsProd is false, as where Env is 'dev')")) << out;
}

constexpr const char* network = R"(Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  EndpointGroup:
    Type: AWS::EC2::SecurityGroup
    Properties: {GroupDescription: endpoint, VpcId: !Ref Vpc}
  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: com.amazonaws.us-west-2.elastic-inference.runtime
      VpcEndpointType: Interface
      SecurityGroupIds: [!Ref EndpointGroup]
      SubnetIds: [subnet-0a1b2c3d4e5f60718, subnet-1b2c3d4e5f6071829]
Outputs:
  Group: {Value: !GetAtt EndpointGroup.GroupId, Export: {Name: ei-endpoint-group}}
)";

constexpr const char* application = R"(Resources:
  ClientGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: client
      VpcId: vpc-0a1b2c3d4e5f60718
      SecurityGroupEgress:
        - {IpProtocol: tcp, FromPort: 443, ToPort: 443, DestinationSecurityGroupId: !ImportValue ei-endpoint-group}
  Rule:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !ImportValue ei-endpoint-group
      IpProtocol: tcp
      FromPort: 443
      ToPort: 443
      SourceSecurityGroupId: !GetAtt ClientGroup.GroupId
)";

TEST(ImportedGroups, ARuleInAnotherTemplateOfTheRunCounts) {
  const ScratchFolder folder;
  folder.write("network.yaml", network);
  const auto check = [&] {
    return run_program({.arguments = {"check", "--select", "EI302"}, .folder = folder.path()}).out;
  };
  EXPECT_TRUE(says(check(), "EI302"));
  folder.write("application.yaml", application);
  EXPECT_TRUE(says(check(), "No faults found in 2 files")) << check();
}

TEST(ImportedGroups, AreDrawnTogether) {
  const ScratchFolder folder;
  folder.write("network.yaml", network);
  folder.write("application.yaml", application);
  const auto draw = run_program({.arguments = {"graph", "--format", "json"}, .folder = folder.path()});
  const auto graphs = nlohmann::json::parse(draw.out)["graphs"];
  ASSERT_EQ(graphs.size(), 1U) << draw.out;
  EXPECT_NE(graphs[0].dump().find("EndpointGroup"), std::string::npos) << draw.out;
  EXPECT_NE(graphs[0].dump().find("ClientGroup"), std::string::npos) << draw.out;
}

TEST(ConstructPaths, AreNamedWithAFinding) {
  const ScratchFolder folder;
  folder.write("App.template.json", R"({"Resources": {
 "EiEndpoint9F2A": {
  "Type": "AWS::EC2::VPCEndpoint",
  "Properties": {"VpcId": "vpc-0a1b2c3d4e5f60718", "VpcEndpointType": "Gateway",
   "ServiceName": "com.amazonaws.us-west-2.elastic-inference.runtime"},
  "Metadata": {"aws:cdk:path": "App/Network/EiEndpoint/Resource"}}}})");
  const std::string out = run_program({.arguments = {"check", "--select", "EI204"}, .folder = folder.path()}).out;
  EXPECT_TRUE(says(out, "(EiEndpoint9F2A)")) << out;
  EXPECT_TRUE(says(out, "made by the construct App/Network/EiEndpoint/Resource")) << out;
}

}  // namespace
}  // namespace tieline::test
