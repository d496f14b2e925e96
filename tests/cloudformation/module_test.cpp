#include "tests/cloudformation/template_text.h"

/// Modules whose project is on disk, as `cfn init` lays it out.
namespace tieline::cloudformation {
namespace {

class Module : public testing::Test {
 protected:
  void SetUp() override {
    folder_.write("app/modules/endpoint/.rpdk-config",
                  R"({"artifact_type": "MODULE", "typeName": "Acme::Net::Endpoint::MODULE", "settings": {}})");
    folder_.write("app/modules/endpoint/fragments/endpoint.json", R"({
  "Parameters": {"Vpc": {"Type": "String"}, "Private": {"Type": "String", "Default": "true"}},
  "Conditions": {"IsPrivate": {"Fn::Equals": [{"Ref": "Private"}, "true"]}},
  "Resources": {
    "Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"VpcId": {"Ref": "Vpc"}}},
    "Endpoint": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {
      "SecurityGroupIds": [{"Ref": "Group"}], "PrivateDnsEnabled": {"Fn::If": ["IsPrivate", true, false]}}}
  }})");
  }
  void load(const std::string& text) {
    const auto file = sources_.open(folder_.write("app/root.yaml", text));
    ASSERT_TRUE(file);
    Options options;
    options.scan_root = folder_.path();
    graph_ = load_template(sources_, *file, options);
    ASSERT_NE(graph_, nullptr);
  }
  [[nodiscard]] Texts messages() const {
    Texts texts;
    for (const graph::Fault& fault : graph_->faults) texts.push_back(fault.resource + ": " + fault.message);
    return texts;
  }

  Folder folder_;
  text::SourceManager sources_;
  std::unique_ptr<graph::Graph> graph_;
};

TEST_F(Module, ItsResourcesAreNamedAfterBothAndFoundByEitherSpelling) {
  load(R"(Resources:
  Rule: {Type: AWS::Test::Thing, Properties: {A: !Ref NetGroup, B: !GetAtt Net.Group.GroupId, C: !Sub "${Net.Group}"}}
  Net: {Type: "Acme::Net::Endpoint::MODULE", Properties: {Vpc: !Ref Network}}
  Network: {Type: AWS::EC2::VPC}
)");
  EXPECT_EQ(messages(), Texts{});
  const graph::Resource* group = graph_->find("NetGroup");
  ASSERT_NE(group, nullptr);
  EXPECT_EQ(group->attribute("VpcId").reference()->resource, graph_->find("Network"));
  const graph::Resource* endpoint = graph_->find("NetEndpoint");
  ASSERT_NE(endpoint, nullptr);
  EXPECT_EQ(value::to_debug_string(endpoint->attribute("PrivateDnsEnabled")), "true");
  const graph::Resource* rule = graph_->find("Rule");
  EXPECT_EQ(rule->attribute("A").reference()->resource, group);
  EXPECT_EQ(rule->attribute("B").reference()->resource, group);
  EXPECT_TRUE(graph_->handed_out.empty());
}

TEST_F(Module, WhatItDoesNotDeclareIsUndeclared) {
  load(R"(Resources:
  Rule: {Type: AWS::Test::Thing, Properties: {A: !Ref NetGruop}}
  Net: {Type: "Acme::Net::Endpoint::MODULE", Properties: {Vpc: vpc-1}}
)");
  EXPECT_EQ(messages(), Texts{"Rule: there is no parameter or resource `NetGruop`"});
}

TEST_F(Module, AnotherTypeIsNotOnDisk) {
  load("Resources:\n  Net: {Type: \"Acme::Net::Other::MODULE\"}\n");
  EXPECT_EQ(messages(), Texts{"Net: what the module `Acme::Net::Other::MODULE` brings is not known"});
}

TEST_F(Module, OneThatContainsItselfEnds) {
  folder_.write("app/modules/endpoint/fragments/endpoint.json",
                R"({"Resources": {"Again": {"Type": "Acme::Net::Endpoint::MODULE"}}})");
  load("Resources:\n  Net: {Type: \"Acme::Net::Endpoint::MODULE\"}\n");
  EXPECT_FALSE(messages().empty());
}

}  // namespace
}  // namespace tieline::cloudformation
