// Set-ups that each hang on a condition of their own add up; they do not multiply.

#include <gtest/gtest.h>

#include <string>

#include "tests/lint/scratch_run.h"

namespace tieline::lint {
namespace {

using testing::ScratchRun;

/// A VPC with endpoint and groups under one condition, and a workload under another. `fault` leaves one set-up without
/// a rule that lets the client in.
std::string set_ups(int count, int fault) {
  std::string parameters = "Parameters:\n";
  std::string conditions = "Conditions:\n";
  std::string resources = "Resources:\n";
  for (int i = 0; i < count; ++i) {
    const std::string n = std::to_string(i);
    parameters += "  P" + n + ": {Type: String}\n  Q" + n + ": {Type: String}\n";
    conditions += "  C" + n + ": !Equals [!Ref P" + n + ", x]\n  W" + n + ": !And [!Condition C" + n +
                  ", !Equals [!Ref Q" + n + ", x]]\n";
    const auto add = [&](const std::string& name, const std::string& type, const std::string& properties) {
      resources += "  " + name + n + ":\n    Type: " + type + "\n    Condition: " + (name == "Notebook" ? "W" : "C") +
                   n + "\n    Properties: {" + properties + "}\n";
    };
    add("Vpc", "AWS::EC2::VPC", "CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true");
    add("SubnetA", "AWS::EC2::Subnet", "VpcId: !Ref Vpc" + n + ", AvailabilityZone: us-west-2a");
    add("SubnetB", "AWS::EC2::Subnet", "VpcId: !Ref Vpc" + n + ", AvailabilityZone: us-west-2b");
    add("E", "AWS::EC2::SecurityGroup", "GroupDescription: e, VpcId: !Ref Vpc" + n);
    add("C", "AWS::EC2::SecurityGroup",
        "GroupDescription: c, VpcId: !Ref Vpc" + n + ", SecurityGroupEgress: [{IpProtocol: -1, CidrIp: 127.0.0.1/32}]");
    add("Out", "AWS::EC2::SecurityGroupEgress",
        "GroupId: !Ref C" + n + ", IpProtocol: tcp, FromPort: 443, ToPort: 443, DestinationSecurityGroupId: !Ref E" +
            n);
    if (i != fault) {
      add("In", "AWS::EC2::SecurityGroupIngress",
          "GroupId: !Ref E" + n + ", IpProtocol: tcp, FromPort: 443, ToPort: 443, SourceSecurityGroupId: !Ref C" + n);
    }
    add("Endpoint", "AWS::EC2::VPCEndpoint",
        "VpcId: !Ref Vpc" + n + ", ServiceName: com.amazonaws.us-west-2.elastic-inference.runtime, " +
            "VpcEndpointType: Interface, PrivateDnsEnabled: true, SecurityGroupIds: [!Ref E" + n +
            "], SubnetIds: [!Ref SubnetA" + n + ", !Ref SubnetB" + n + "]");
    add("Notebook", "AWS::SageMaker::NotebookInstance",
        "InstanceType: ml.m5.large, AcceleratorTypes: [ml.eia2.medium], RoleArn: 'arn:aws:iam::123456789012:role/r', "
        "SubnetId: !Ref SubnetA" +
            n + ", SecurityGroupIds: [!Ref C" + n + "]");
  }
  return parameters + conditions + resources;
}

struct Outcome {
  std::string findings;  ///< those about reaching the endpoint, as `EI302 E7 when ...`
  std::size_t nodes = 0;
};

Outcome outcome_of(int count, int fault) {
  ScratchRun run(set_ups(count, fault), "template.yaml");
  run.options.selection.ignore = {"EI503"};
  Outcome outcome;
  run.options.visit = [&](graph::Graph& graph, const std::vector<Finding>&) {
    outcome.nodes = graph.conditions.size();
  };
  for (const Finding& finding : run.run().findings) {
    outcome.findings += std::string(finding.code) + ' ' + finding.resource;
    if (!finding.when.empty()) outcome.findings += " when " + finding.when;
    outcome.findings += '\n';
  }
  return outcome;
}

TEST(ManyConditions, SetUpsApartAreRightHoweverManyThereAre) {
  EXPECT_EQ(outcome_of(30, -1).findings, "");
  EXPECT_EQ(outcome_of(30, 7).findings, "EI302 E7\n");
  EXPECT_EQ(outcome_of(100, 99).findings, "EI302 E99\n");
}

TEST(ManyConditions, AFaultInEachOfManySetUpsIsToldOfEach) {
  std::string text = set_ups(100, -1);
  const std::string loopback = "127.0.0.1/32";
  for (std::size_t at = text.find(loopback); at != std::string::npos; at = text.find(loopback, at)) {
    text.replace(at, loopback.size(), "0.0.0.0/0");
  }
  ScratchRun run(text, "template.yaml");
  run.options.selection.ignore = {"EI503"};
  const RunResult result = run.run();
  std::size_t told = 0;
  for (const Finding& finding : result.findings) told += finding.code == "EI305" ? 1U : 0U;
  EXPECT_EQ(told, 100U);
  EXPECT_EQ(result.findings.size(), 100U);
}

/// A set-up's groups have their part unless another set-up says otherwise, so each has something of all the others;
/// what must not be is that the ways in which set-ups are there are multiplied with each other.
TEST(ManyConditions, TheDiagramGrowsWithPairsOfSetUpsAtMost) {
  const std::size_t small = outcome_of(20, 0).nodes;
  EXPECT_LT(outcome_of(80, 0).nodes, 16 * small);
}

}  // namespace
}  // namespace tieline::lint
