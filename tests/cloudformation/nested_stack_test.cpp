#include "tests/cloudformation/template_text.h"

namespace tieline::cloudformation {
namespace {

/// A root template in a folder, loaded.
class NestedStack : public testing::Test {
 protected:
  void load(const std::string& text, bool allow_outside = false) {
    const auto path = folder_.write("stack/root.yaml", text);
    Options options;
    options.scan_root = folder_.path() / "stack";
    options.allow_outside = allow_outside;
    const auto file = sources_.open(path);
    ASSERT_TRUE(file);
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

const std::string network = R"(Parameters:
  Name: {Type: String}
  Subnets: {Type: CommaDelimitedList}
Resources:
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {GroupName: !Ref Name, Subnets: !Ref Subnets}}
Outputs:
  GroupId: {Value: !GetAtt Group.GroupId}
  Echo: {Value: !Ref Name}
)";

TEST_F(NestedStack, ParametersGoInAndReferencesComeOut) {
  folder_.write("stack/network.yaml", network);
  load(R"(Resources:
  User: {Type: AWS::Test::Thing, Properties: {Group: !GetAtt Network.Outputs.GroupId, Echo: !GetAtt Network.Outputs.Echo}}
  Network:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./network.yaml
      Parameters: {Name: ei, Subnets: !Join [",", [!Ref A, !Ref B]]}
  A: {Type: AWS::EC2::Subnet}
  B: {Type: AWS::EC2::Subnet}
)");
  EXPECT_EQ(messages(), Texts{});
  const graph::Resource* group = graph_->find("Network.Group");
  ASSERT_NE(group, nullptr);
  EXPECT_EQ(group->name, "Group");
  ASSERT_EQ(group->calls.size(), 1U);
  EXPECT_EQ(group->calls[0].address, "Network");
  EXPECT_EQ(value::to_debug_string(group->attribute("Subnets")), "[(reference Ref), (reference Ref)]");
  const graph::Resource* user = graph_->find("User");
  EXPECT_EQ(user->attribute("Group").reference()->resource, group);
  EXPECT_EQ(value::to_debug_string(user->attribute("Echo")), "\"ei\"");
}

TEST_F(NestedStack, ConditionsOfTheOuterStackHoldInside) {
  folder_.write("stack/network.yaml", network);
  load(R"(Parameters: {Env: {Type: String}}
Conditions: {IsProd: !Equals [!Ref Env, prod]}
Resources:
  Network:
    Type: AWS::CloudFormation::Stack
    Condition: IsProd
    Properties: {TemplateURL: network.yaml, Parameters: {Name: !If [IsProd, a, b]}}
)");
  const graph::Resource* group = graph_->find("Network.Group");
  ASSERT_NE(group, nullptr);
  EXPECT_EQ(graph_->conditions.describe(group->when), "IsProd is true, as where Env is 'prod'");
  EXPECT_EQ(value::to_debug_string(group->attribute("GroupName")), "\"a\"");
}

TEST_F(NestedStack, AnOutputThatIsNotThereIsUndeclared) {
  folder_.write("stack/network.yaml", network);
  load(R"(Resources:
  User: {Type: AWS::Test::Thing, Properties: {Group: !GetAtt Network.Outputs.GroupIt}}
  Network: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: network.yaml}}
)");
  EXPECT_EQ(messages(), Texts{"User: the nested stack `Network` has no output `GroupIt`"});
  EXPECT_EQ(graph_->faults[0].help, "did you mean `GroupId`?");
}

TEST_F(NestedStack, WhatIsNotOnDiskIsSaid) {
  folder_.write("outside.yaml", network);
  load(R"(Resources:
  A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: gone.yaml}}
  B: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: "https://s3.amazonaws.com/b/t.yaml"}}
  C: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ../outside.yaml}}
  D: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: !ImportValue url}}
  It: {Type: AWS::Test::Thing, Properties: {X: !GetAtt A.Outputs.Y}}
)");
  ASSERT_EQ(graph_->faults.size(), 4U);
  for (const graph::Fault& fault : graph_->faults) EXPECT_EQ(fault.kind, graph::FaultKind::unresolved_module);
  EXPECT_EQ(graph_->faults[2].message, "the nested template `../outside.yaml` is outside the folder that is checked");
  EXPECT_EQ(graph_->find("C.Group"), nullptr);
}

TEST_F(NestedStack, WhatIsGivenToOneThatIsNotThereIsHandedOut) {
  load(R"(Resources:
  Group: {Type: AWS::EC2::SecurityGroup}
  A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: gone.yaml, Parameters: {Id: !Ref Group}}}
)");
  ASSERT_EQ(graph_->handed_out.size(), 1U);
  EXPECT_EQ(graph_->handed_out[0].find("Id")->reference()->resource->address, "Group");
}

TEST_F(NestedStack, OutsideIsReadWhereItIsAllowed) {
  folder_.write("outside.yaml", network);
  load("Resources:\n  C: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ../outside.yaml}}\n", true);
  EXPECT_EQ(messages(), Texts{});
  EXPECT_NE(graph_->find("C.Group"), nullptr);
}

TEST_F(NestedStack, ALinkDoesNotLeadOutside) {
  folder_.write("outside.yaml", network);
  std::filesystem::create_directories(folder_.path() / "stack");
  std::filesystem::create_symlink(folder_.path() / "outside.yaml", folder_.path() / "stack" / "link.yaml");
  load("Resources:\n  C: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: link.yaml}}\n");
  ASSERT_EQ(graph_->faults.size(), 1U);
  EXPECT_EQ(graph_->find("C.Group"), nullptr);
}

TEST_F(NestedStack, ACircleEnds) {
  folder_.write("stack/a.yaml",
                "Resources:\n  B: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: b.yaml}}\n");
  folder_.write("stack/b.yaml",
                "Resources:\n  A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: a.yaml}}\n");
  load("Resources:\n  A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: a.yaml}}\n");
  ASSERT_EQ(graph_->faults.size(), 1U);
  EXPECT_EQ(graph_->faults[0].kind, graph::FaultKind::limit_reached);
  EXPECT_NE(graph_->find("A.B.A"), nullptr);
}

TEST_F(NestedStack, FaultsInsideAreReportedOnTheirAddress) {
  folder_.write("stack/network.yaml", "Resources:\n  Group: {Type: AWS::Test::Thing, Properties: {X: !Ref Gone}}\n");
  load(R"(Resources:
  One: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: network.yaml}}
  Two: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: network.yaml}}
)");
  EXPECT_EQ(messages(), Texts{"One.Group: there is no parameter or resource `Gone`"});
}

}  // namespace
}  // namespace tieline::cloudformation
