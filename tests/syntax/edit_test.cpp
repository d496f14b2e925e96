// Edits of source text: each case says what is there, what is to be done, and what is there afterwards.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "syntax/edit/editor.h"

namespace tieline::edit {
namespace {

/// One file, and an editor of it.
class Text {
 public:
  Text(const std::string& name, const std::string& text) : text_(text), file_(sources_.add(name, text)) {}

  Editor& editor() { return editor_; }
  Edits add_item(const Container& list, const NewValue& value) { return editor_.add_items(list, {&value, 1}); }
  Edits add_block(const Container& body, std::string_view header, const NewValue& value, const Span& after = {}) {
    return editor_.add_blocks(body, header, {&value, 1}, after);
  }
  /// The first place where this is written.
  [[nodiscard]] Span place(std::string_view written) const {
    const auto begin = static_cast<std::uint32_t>(text_.find(written));
    return {file_, begin, begin + static_cast<std::uint32_t>(written.size())};
  }
  /// The container of the element that is written so.
  Container around(std::string_view element) {
    const auto container = editor_.containers().around(place(element));
    EXPECT_TRUE(container) << element;
    return container.value_or(Container{});
  }
  /// The container that is the value of that key, in the container of an element.
  Container value_of(std::string_view key, std::string_view beside) {
    const Container outer = around(beside);
    const Member* member = outer.find(key);
    EXPECT_NE(member, nullptr) << key;
    const auto container = member != nullptr ? editor_.containers().at(member->value) : std::nullopt;
    EXPECT_TRUE(container) << key;
    return container.value_or(Container{});
  }
  [[nodiscard]] std::string with(Edits edits) const {
    std::sort(edits.begin(), edits.end(),
              [](const text::Edit& a, const text::Edit& b) { return a.span.begin < b.span.begin; });
    return edits.empty() ? "no edit" : text::apply(text_, edits);
  }

 private:
  std::string text_;
  text::SourceManager sources_;
  text::FileId file_;
  Editor editor_{sources_};
};

std::string with_crlf(std::string_view text) {
  std::string result;
  for (const char c : text) result += c == '\n' ? "\r\n" : std::string(1, c);
  return result;
}

constexpr std::string_view endpoint = R"(resource "aws_vpc_endpoint" "ei" {
  vpc_id       = "vpc-1" # the VPC
  service_name = "s"     # the service

  tags = {
    a = 1
  }

  dns_options {
    x = 1
  }
}
)";

TEST(EditHcl, AnArgumentGoesBehindTheOneItBelongsTo) {
  Text text("main.tf", std::string(endpoint));
  const Container body = text.around("vpc_id       = \"vpc-1\"");
  EXPECT_EQ(text.with(text.editor().add_entry(body, "type", new_string("Interface"), "service_name")),
            R"(resource "aws_vpc_endpoint" "ei" {
  vpc_id       = "vpc-1" # the VPC
  service_name = "s"     # the service
  type         = "Interface"

  tags = {
    a = 1
  }

  dns_options {
    x = 1
  }
}
)");
}

TEST(EditHcl, AnArgumentGoesBehindTheLastOne) {
  Text text("main.tf", std::string(endpoint));
  const std::string after =
      text.with(text.editor().add_entry(text.around("vpc_id       = \"vpc-1\""), "on", new_scalar("true")));
  EXPECT_NE(after.find("  tags = {\n    a = 1\n  }\n  on   = true\n\n  dns_options"), std::string::npos) << after;
}

TEST(EditHcl, ABlockOnOneLineGetsLines) {
  Text empty("a.tf", "resource \"t\" \"n\" {}\n");
  const Container none = *empty.editor().containers().at(empty.place("resource \"t\" \"n\" {}"));
  EXPECT_EQ(empty.with(empty.editor().add_entry(none, "a", new_scalar("1"))), "resource \"t\" \"n\" {\n  a = 1\n}\n");
  Text one("b.tf", "resource \"t\" \"n\" { b = 2 }\n");
  EXPECT_EQ(one.with(one.editor().add_entry(one.around("b = 2"), "a", new_scalar("1"))),
            "resource \"t\" \"n\" {\n  b = 2\n  a = 1\n}\n");
}

TEST(EditHcl, NestedBlocksStandTogether) {
  Text text("main.tf", R"(resource "g" "c" {
  egress {
    a = 1
  }
  tags = {}
}
)");
  EXPECT_EQ(text.with(text.add_block(text.around("tags = {}"), "egress",
                                     new_mapping({{"protocol", new_string("tcp")}, {"to", new_scalar("1")}}))),
            R"(resource "g" "c" {
  egress {
    a = 1
  }

  egress {
    protocol = "tcp"
    to       = 1
  }
  tags = {}
}
)");
}

TEST(EditHcl, AResourceGoesBehindAnother) {
  Text text("main.tf", "resource \"a\" \"b\" {\n} # b\nresource \"c\" \"d\" {\n}");
  const Span first = text.place("resource \"a\" \"b\" {\n}");
  const auto file = text.editor().containers().around(first);
  ASSERT_TRUE(file);
  EXPECT_EQ(
      text.with(text.add_block(*file, "resource \"x\" \"y\"", new_mapping({{"id", new_expression("a.b.id")}}), first)),
      "resource \"a\" \"b\" {\n} # b\n\nresource \"x\" \"y\" {\n  id = a.b.id\n}\nresource \"c\" \"d\" {\n}");
}

TEST(EditHcl, ListsKeepTheirCommasAndComments) {
  Text plain("a.tf", "x = [\n  \"a\", # first\n  \"b\" # last\n]\n");
  EXPECT_EQ(plain.with(plain.add_item(plain.around("\"a\""), new_string("c"))),
            "x = [\n  \"a\", # first\n  \"b\", # last\n  \"c\"\n]\n");
  Text trailing("b.tf", "x = [\n    \"a\",\n    \"b\",\n]\n");
  EXPECT_EQ(trailing.with(trailing.add_item(trailing.around("\"a\""), new_string("c"))),
            "x = [\n    \"a\",\n    \"b\",\n    \"c\",\n]\n");
  Text line("c.tf", "x = [\"a\", \"b\"] # both\n");
  EXPECT_EQ(line.with(line.add_item(line.around("\"a\""), new_string("c"))), "x = [\"a\", \"b\", \"c\"] # both\n");
  Text empty("d.tf", "x = []\n");
  EXPECT_EQ(empty.with(empty.add_item(*empty.editor().containers().at(empty.place("[]")), new_string("c"))),
            "x = [\"c\"]\n");
}

TEST(EditHcl, ObjectsAreWrittenAsTheOnesBeside) {
  const NewValue statement =
      new_mapping({{"Effect", new_string("Allow")}, {"Action", new_strings({"a:B"})}, {"Resource", new_string("*")}});
  Text bare("a.tf", "x = jsonencode({\n  S = [\n    {\n      Effect = \"Deny\"\n    }\n  ]\n})\n");
  EXPECT_EQ(
      bare.with(bare.add_item(bare.value_of("S", "S = [\n    {\n      Effect = \"Deny\"\n    }\n  ]"), statement)),
      "x = jsonencode({\n  S = [\n    {\n      Effect = \"Deny\"\n    },\n    {\n      Effect   = \"Allow\"\n"
      "      Action   = [\"a:B\"]\n      Resource = \"*\"\n    }\n  ]\n})\n");
  Text quoted("b.tf", "x = {\n  S = [{\n    \"Effect\" : \"Deny\"\n  }]\n}\n");
  EXPECT_EQ(quoted.with(quoted.add_item(quoted.value_of("S", "S = [{\n    \"Effect\" : \"Deny\"\n  }]"), statement)),
            "x = {\n  S = [{\n    \"Effect\" : \"Deny\"\n  }, {\n    \"Effect\": \"Allow\",\n"
            "    \"Action\": [\"a:B\"],\n    \"Resource\": \"*\",\n  }]\n}\n");
}

TEST(EditHcl, AStringBecomesAList) {
  Text text("a.tf", "x = {\n  Action = \"a:B\"\n}\n");
  const Container object = text.around("Action = \"a:B\"");
  EXPECT_EQ(text.with(text.editor().make_list(object, *object.find("Action"), new_strings({"c:D", "e:F"}))),
            "x = {\n  Action = [\"a:B\", \"c:D\", \"e:F\"]\n}\n");
  Text call("b.tf", "x = {\n  Action = local.actions\n}\n");
  const Container other = call.around("Action = local.actions");
  EXPECT_EQ(call.with(call.editor().make_list(other, *other.find("Action"), new_strings({"c:D"}))), "no edit");
}

TEST(EditHcl, JsonInAHeredocIsJson) {
  Text text("a.tf",
            "x = <<-EOT\n  {\n    \"Statement\": [{\n      \"Action\": [\n        \"a:B\"\n      ],\n"
            "      \"Resource\": \"${y}\"\n    }]\n  }\n  EOT\n");
  EXPECT_EQ(text.with(text.add_item(text.around("\"a:B\""), new_string("c:D"))),
            "x = <<-EOT\n  {\n    \"Statement\": [{\n      \"Action\": [\n        \"a:B\",\n        \"c:D\"\n      ],\n"
            "      \"Resource\": \"${y}\"\n    }]\n  }\n  EOT\n");
}

TEST(EditHcl, ElementsGoWithTheirLines) {
  Text text("main.tf", std::string(endpoint));
  const Container body = text.around("vpc_id       = \"vpc-1\"");
  EXPECT_EQ(text.with(text.editor().remove(body, *body.find("dns_options"))),
            "resource \"aws_vpc_endpoint\" \"ei\" {\n  vpc_id       = \"vpc-1\" # the VPC\n"
            "  service_name = \"s\"     # the service\n\n  tags = {\n    a = 1\n  }\n}\n");
  EXPECT_EQ(text.with(text.editor().remove(body, *body.find("vpc_id"))).substr(0, 73),
            "resource \"aws_vpc_endpoint\" \"ei\" {\n  service_name = \"s\"     # the service");
}

constexpr std::string_view group = R"(Resources:
  Group: # the group
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: a
      SecurityGroupIngress:
        - IpProtocol: tcp
          CidrIp: 10.0.0.0/8 # all of us
      VpcId: v

  Other:
    Type: AWS::SNS::Topic
)";

TEST(EditYaml, AnEntryGoesBehindTheOneItBelongsTo) {
  Text text("t.yaml", std::string(group));
  const Container properties = text.around("GroupDescription: a");
  EXPECT_NE(text.with(text.editor().add_entry(properties, "On", new_scalar("true"), "SecurityGroupIngress"))
                .find("CidrIp: 10.0.0.0/8 # all of us\n      On: true\n      VpcId: v\n\n  Other:"),
            std::string::npos);
  EXPECT_NE(text.with(text.editor().add_entry(properties, "On", new_scalar("true")))
                .find("      VpcId: v\n      On: true\n\n  Other:"),
            std::string::npos);
}

TEST(EditYaml, AnItemGoesToTheEnd) {
  Text text("t.yaml", std::string(group));
  const NewValue rule = new_mapping({{"IpProtocol", new_string("tcp")}, {"Source", new_attribute("Client.GroupId")}});
  const std::string after =
      text.with(text.add_item(text.value_of("SecurityGroupIngress", "GroupDescription: a"), rule));
  EXPECT_NE(after.find("          CidrIp: 10.0.0.0/8 # all of us\n        - IpProtocol: tcp\n"
                       "          Source: !GetAtt Client.GroupId\n      VpcId: v"),
            std::string::npos)
      << after;
}

TEST(EditYaml, AResourceGoesBehindAnother) {
  Text text("t.yaml", std::string(group));
  const Container resources = text.around("Other:\n    Type: AWS::SNS::Topic");
  const NewValue resource =
      new_mapping({{"Type", new_string("A::B::C")}, {"Properties", new_mapping({{"Ids", new_strings({"a", "b"})}})}});
  const std::string after =
      text.with(text.editor().add_entry_behind(resources, *resources.find("Group"), "New", resource));
  EXPECT_NE(after.find("      VpcId: v\n\n  New:\n    Type: \"A::B::C\"\n    Properties:\n      Ids:\n        - a\n"
                       "        - b\n\n  Other:\n"),
            std::string::npos)
      << after;
  EXPECT_TRUE(text.with(text.editor().add_entry_behind(resources, *resources.find("Other"), "New", new_scalar("1")))
                  .ends_with("    Type: AWS::SNS::Topic\n\n  New: 1\n"));
}

TEST(EditYaml, FlowStyleStaysFlowStyle) {
  Text text("t.yaml", "Action: [a:B, \"c:D\"]\nMap: {a: 1}\nEmpty: []\nOne: s3:Get\n");
  EXPECT_NE(text.with(text.add_item(text.around("a:B"), new_string("e:F"))).find("[a:B, \"c:D\", \"e:F\"]"),
            std::string::npos);
  EXPECT_NE(text.with(text.editor().add_entry(text.around("a: 1"), "b", new_attribute("X"))).find("{a: 1, b: !Ref X}"),
            std::string::npos);
  const Container root = text.around("One: s3:Get");
  EXPECT_NE(text.with(text.editor().make_list(root, *root.find("One"), new_strings({"e:F"})))
                .find("One: [\"s3:Get\", \"e:F\"]\n"),
            std::string::npos);
}

TEST(EditYaml, TheLastItemTakesItsListWithIt) {
  Text text("t.yaml", std::string(group));
  const Container rules = text.value_of("SecurityGroupIngress", "GroupDescription: a");
  const std::string after = text.with(text.editor().remove(rules, rules.members.front()));
  EXPECT_NE(after.find("      GroupDescription: a\n      VpcId: v\n"), std::string::npos) << after;
}

TEST(EditYaml, ArgumentsOfFunctionsKeepTheirPlaces) {
  Text text("t.yaml", "A: !If [c, {x: 1}, d]\nB:\n  Fn::If:\n    - c\n    - - {y: 1}\n    - d\n");
  const Container branches = text.around("{x: 1}");
  EXPECT_EQ(text.with(text.add_item(branches, new_string("z"))), "no edit");
  EXPECT_EQ(text.with(text.editor().remove(branches, branches.members[1])), "no edit");
  const Container list = text.around("{y: 1}");
  EXPECT_EQ(text.with(text.editor().remove(list, list.members.front())), "no edit");
}

TEST(EditYaml, AFileMayEndWithoutALineEnd) {
  Text text("t.yaml", "A:\n  B: 1");
  EXPECT_EQ(text.with(text.editor().add_entry(text.around("1"), "C", new_scalar("2"))), "A:\n  B: 1\n  C: 2");
}

TEST(EditJson, EntriesAndItemsGetTheirCommas) {
  Text text("t.json", "{\n    \"a\": {\n        \"b\": [1, 2],\n        \"c\": {}\n    }\n}\n");
  EXPECT_EQ(text.with(text.editor().add_entry(text.around("\"b\": [1, 2]"), "d", new_strings({"x"}))),
            "{\n    \"a\": {\n        \"b\": [1, 2],\n        \"c\": {},\n        \"d\": [\"x\"]\n    }\n}\n");
  EXPECT_EQ(text.with(text.editor().add_entry(text.around("\"b\": [1, 2]"), "d", new_scalar("3"), "b")),
            "{\n    \"a\": {\n        \"b\": [1, 2],\n        \"d\": 3,\n        \"c\": {}\n    }\n}\n");
  EXPECT_EQ(text.with(text.add_item(text.around("1"), new_attribute("X.Y"))),
            "{\n    \"a\": {\n        \"b\": [1, 2, {\"Fn::GetAtt\": [\"X\", \"Y\"]}],\n        \"c\": {}\n    }\n}\n");
  const Container inner = text.around("\"b\": [1, 2]");
  EXPECT_EQ(text.with(text.editor().remove(inner, *inner.find("c"))),
            "{\n    \"a\": {\n        \"b\": [1, 2]\n    }\n}\n");
  EXPECT_EQ(text.with(text.editor().remove(inner, *inner.find("b"))), "{\n    \"a\": {\n        \"c\": {}\n    }\n}\n");
}

TEST(Edit, LineEndsAreThoseOfTheFile) {
  Text text("t.yaml", with_crlf(group));
  const std::string after =
      text.with(text.editor().add_entry(text.around("GroupDescription: a"), "A", new_strings({"x", "z"})));
  EXPECT_NE(after.find("      VpcId: v\r\n      A:\r\n        - x\r\n        - z\r\n\r\n"), std::string::npos) << after;
  Text terraform("a.tf", with_crlf(endpoint));
  EXPECT_EQ(
      terraform.with(terraform.editor().add_entry(terraform.around("vpc_id       = \"vpc-1\""), "type", new_string("I"),
                                                  "service_name")),
      with_crlf(Text("b.tf", std::string(endpoint))
                    .with(Edits{{{static_cast<text::FileId>(0), static_cast<std::uint32_t>(endpoint.find("\n\n  tags")),
                                  static_cast<std::uint32_t>(endpoint.find("\n\n  tags"))},
                                 "\n  type         = \"I\""}})));
}

TEST(Edit, SeveralAtOnce) {
  const std::vector<NewValue> two{new_string("c:D"), new_string("e:F")};
  Text lines("a.tf", "x = [\n  \"a\"\n]\n");
  EXPECT_EQ(lines.with(lines.editor().add_items(lines.around("\"a\""), two)),
            "x = [\n  \"a\",\n  \"c:D\",\n  \"e:F\"\n]\n");
  Text yaml("a.yaml", "A:\n- x\nB: 1\n");
  EXPECT_EQ(yaml.with(yaml.editor().add_items(yaml.around("x"), two)), "A:\n- x\n- \"c:D\"\n- \"e:F\"\nB: 1\n");
  Text json("a.json", "{\"A\": [\"x\"]}");
  EXPECT_EQ(json.with(json.editor().add_items(json.around("\"x\""), two)), "{\"A\": [\"x\", \"c:D\", \"e:F\"]}");
  Text blocks("b.tf", "data \"p\" \"q\" {\n  statement {\n    actions = []\n  }\n}\n");
  const std::vector<NewValue> statements{
      new_mapping({{"actions", new_strings({"a:B"})},
                   {"condition", new_block({{"test", new_string("StringLike")}, {"values", new_strings({"v"})}})}})};
  EXPECT_EQ(blocks.with(blocks.editor().add_blocks(blocks.around("statement {\n    actions = []\n  }"), "statement",
                                                   statements)),
            "data \"p\" \"q\" {\n  statement {\n    actions = []\n  }\n\n  statement {\n    actions = [\"a:B\"]\n\n"
            "    condition {\n      test   = \"StringLike\"\n      values = [\"v\"]\n    }\n  }\n}\n");
}

TEST(Edit, KnowsWhatIsUsedOnce) {
  Text once("a.tf",
            "variable \"n\" {\n  default = \"v\"\n}\nlocals {\n  a = \"w\"\n}\nx = [var.n, local.a, local.a]\n");
  EXPECT_TRUE(once.editor().is_used_once(once.place("\"v\"")));
  EXPECT_FALSE(once.editor().is_used_once(once.place("\"w\"")));
  Text parameter("t.yaml", "Parameters:\n  N:\n    Default: v\nResources:\n  R: !Ref N\n");
  Span value = parameter.place(": v");
  value.begin += 2;
  EXPECT_TRUE(parameter.editor().is_used_once(value));
}

TEST(Edit, NamesAreCountedInTheFolder) {
  text::SourceManager sources;
  const auto file = sources.add("m/a.tf", "locals { ei = 1 }\n# ei_b eix x-ei\n");
  sources.add("m/b.tf", "x = local.ei");
  sources.add("other/c.tf", "x = local.ei");
  EXPECT_EQ(Editor(sources).mentions("ei", file), 2U);
}

}  // namespace
}  // namespace tieline::edit
