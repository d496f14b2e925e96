#include <algorithm>
#include <array>

#include "tests/cloudformation/template_text.h"

/// Several templates in one account and region: what one exports another imports.
namespace tieline::cloudformation {
namespace {

class Imports : public testing::Test {
 protected:
  void load(const std::string& first, const std::string& second) {
    const std::array files{sources_.add("network.yaml", first), sources_.add("app.yaml", second)};
    graph_ = load_templates(sources_, files, {}, &notes_);
    ASSERT_NE(graph_, nullptr);
  }
  [[nodiscard]] const graph::Resource& resource(std::string_view name) const {
    const auto& all = graph_->resources();
    return *std::find_if(all.begin(), all.end(), [&](const graph::Resource& one) { return one.name == name; });
  }

  text::SourceManager sources_;
  TemplateNotes notes_;
  std::unique_ptr<graph::Graph> graph_;
};

TEST_F(Imports, AnImportIsTheExportedResource) {
  load(R"(Resources: {Group: {Type: AWS::EC2::SecurityGroup}}
Outputs: {Group: {Value: !GetAtt Group.GroupId, Export: {Name: !Join [-, [ei, group]]}}}
)",
       R"(Resources: {Rule: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: !ImportValue ei-group}}}
)");
  ASSERT_NE(resource("Rule").attribute("GroupId").reference(), nullptr);
  EXPECT_EQ(resource("Rule").attribute("GroupId").reference()->resource, &resource("Group"));
  EXPECT_EQ(notes_.exports, std::vector<std::string>{"ei-group"});
  EXPECT_EQ(notes_.imports, std::vector<std::string>{"ei-group"});
}

TEST_F(Imports, NamesThatAreNotSettledOrAreOfferedTwiceJoinNothing) {
  load(R"(Resources: {Group: {Type: AWS::EC2::SecurityGroup}}
Outputs:
  A: {Value: !Ref Group, Export: {Name: !Sub "${AWS::StackName}-group"}}
  B: {Value: !Ref Group, Export: {Name: twice}}
  C: {Value: !Ref Group, Export: {Name: twice}}
)",
       "Resources: {Rule: {Type: AWS::Test::Thing, Properties: {A: !ImportValue x-group, B: !ImportValue twice}}}\n");
  EXPECT_EQ(resource("Rule").attribute("A").reference(), nullptr);
  EXPECT_EQ(resource("Rule").attribute("B").reference(), nullptr);
}

TEST_F(Imports, ConditionsOfEachTemplateAreItsOwn) {
  const std::string text = R"(Parameters: {Env: {Type: String}}
Conditions: {IsProd: !Equals [!Ref Env, prod]}
Resources: {NAME: {Type: AWS::Test::Thing, Condition: IsProd}}
)";
  std::string first = text;
  std::string second = text;
  load(first.replace(first.find("NAME"), 4, "One"), second.replace(second.find("NAME"), 4, "Two"));
  EXPECT_FALSE(resource("One").when == resource("Two").when);
  EXPECT_EQ(graph_->conditions.describe(resource("Two").when),
            "app.yaml: IsProd is true, as where app.yaml: Env is 'prod'");
}

TEST(ConstructPaths, AreKeptForEachResource) {
  const Loaded loaded(R"({"Resources": {"Group4E1C": {"Type": "AWS::EC2::SecurityGroup", "Properties": {},
    "Metadata": {"aws:cdk:path": "App/Net/EndpointGroup/Resource"}}, "Other": {"Type": "AWS::EC2::VPC"}}})",
                      {}, "App.template.json");
  ASSERT_EQ(loaded.notes().origins.size(), 1U);
  const auto& origin = loaded.notes().origins.at("Group4E1C");
  EXPECT_EQ(origin.message, "made by the construct App/Net/EndpointGroup/Resource");
  EXPECT_EQ(loaded.sources().text(origin.span), "\"App/Net/EndpointGroup/Resource\"");
}

TEST(ConstructPaths, TheAssetOfANestedStackIsRead) {
  const Folder folder;
  folder.write("Net.nested.template.json", R"({"Resources": {"Group": {"Type": "AWS::EC2::SecurityGroup"}},
    "Outputs": {"Id": {"Value": {"Ref": "Group"}}}})");
  text::SourceManager sources;
  const auto file = sources.open(folder.write("App.template.json", R"({"Resources": {
    "Net": {"Type": "AWS::CloudFormation::Stack",
      "Properties": {"TemplateURL": {"Fn::Sub": "https://s3.${AWS::Region}.${AWS::URLSuffix}/cdk-assets/abc.json"}},
      "Metadata": {"aws:asset:path": "Net.nested.template.json", "aws:asset:property": "TemplateURL"}},
    "User": {"Type": "AWS::Test::Thing", "Properties": {"G": {"Fn::GetAtt": ["Net", "Outputs.Id"]}}}}})"));
  ASSERT_TRUE(file);
  Options options;
  options.scan_root = folder.path();
  const auto graph = load_template(sources, *file, options);
  EXPECT_TRUE(graph->faults.empty());
  ASSERT_NE(graph->find("Net.Group"), nullptr);
  EXPECT_EQ(graph->find("User")->attribute("G").reference()->resource, graph->find("Net.Group"));
}

}  // namespace
}  // namespace tieline::cloudformation
