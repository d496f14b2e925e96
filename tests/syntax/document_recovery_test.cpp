#include <gtest/gtest.h>

#include <algorithm>

#include "document_text.h"

/// What yaml-cpp refuses and YAML allows, and what is read behind a broken place.
namespace tieline::document {
namespace {

using testing::Parsed;
using testing::shape;

TEST(YamlTaggedText, GoesOnAtTheColumnOfItsTag) {
  const Parsed yaml(R"(Description:
  !Sub first words
  more words

  last words
Next: 1
)");
  EXPECT_EQ(yaml.errors(), "");
  EXPECT_EQ(shape(yaml.root()), "{Description: {Fn::Sub: 'first words more words\nlast words'}, Next: 1}");
  EXPECT_EQ(yaml.text(yaml.at("Description").entries[0].value->span), "first words\n  more words\n\n  last words");
  EXPECT_EQ(yaml.text(yaml.at("Next").span), "1");
}

TEST(YamlTaggedText, InListsBehindAnchorsAndOnALineOfItsOwn) {
  const Parsed yaml(R"(list:
- !Sub first
  more # comment
- !Sub
  first
  more
anchor:
  &a first
  more
- x: 1
)");
  EXPECT_EQ(yaml.errors(), "10:1 a list item stands where a key of the mapping is expected");
  EXPECT_EQ(shape(yaml.root()), "{list: [{Fn::Sub: 'first more'}, {Fn::Sub: 'first more'}], anchor: 'first more'}");
}

TEST(YamlTaggedText, LinesOfTabsAreBlank) {
  const Parsed yaml("Description:\n  !Sub first\n  \t\n  more\n");
  EXPECT_EQ(yaml.errors(), "");
  EXPECT_EQ(shape(yaml.root()), "{Description: {Fn::Sub: 'first\nmore'}}");
}

TEST(YamlTaggedText, BlocksOfTextStayAsTheyAre) {
  const Parsed yaml(R"(Description:
  !Sub first
  more
Script: |
  !echo a?b
  !echo b
Other: !Sub
  - "${a}"
  - a: 1
)");
  EXPECT_EQ(yaml.errors(), "");
  EXPECT_EQ(shape(yaml.root()),
            "{Description: {Fn::Sub: 'first more'}, Script: '!echo a?b\n!echo b\n', "
            "Other: {Fn::Sub: ['${a}', {a: 1}]}}");
}

constexpr std::string_view broken = R"(Resources:
  A:
    Type: X
    Properties:
      One: [a, b]
      Two: "never closed
      Three: 3
    DependsOn: B
  B:
    Type: Y
Outputs:
  O: {Value: 1}
)";

TEST(YamlRecovery, ReadsOnAtTheNextResource) {
  const Parsed yaml(broken);
  EXPECT_EQ(yaml.errors(), "6:12 the quoted string that starts here is not closed");
  EXPECT_EQ(shape(yaml.root()),
            "{Resources: {A: {Type: 'X', Properties: {One: ['a', 'b'], Two: null}}, B: {Type: 'Y'}}, "
            "Outputs: {O: {Value: 1}}}");
  EXPECT_EQ(yaml.text(yaml.at("Resources", "B", "Type").span), "Y");
  EXPECT_FALSE(yaml.documents.complete);
  ASSERT_EQ(yaml.documents.gaps.size(), 1U);
  EXPECT_EQ(yaml.text(yaml.documents.gaps[0]), " \"never closed\n      Three: 3\n    DependsOn: B\n");
}

bool is_cut(const Parsed& yaml, const Node& node) {
  const auto& cut = yaml.documents.cut;
  return std::find(cut.begin(), cut.end(), node.span.begin) != cut.end();
}

TEST(YamlRecovery, SaysWhatHasLostSomething) {
  const Parsed yaml(broken);
  EXPECT_FALSE(is_cut(yaml, yaml.root()));
  EXPECT_FALSE(is_cut(yaml, yaml.at("Resources")));
  EXPECT_TRUE(is_cut(yaml, yaml.at("Resources", "A")));
  EXPECT_TRUE(is_cut(yaml, yaml.at("Resources", "A", "Properties")));
  EXPECT_FALSE(is_cut(yaml, yaml.at("Resources", "A", "Properties", "One")));
  EXPECT_TRUE(is_cut(yaml, yaml.at("Resources", "A", "Properties", "Two")));
  EXPECT_FALSE(is_cut(yaml, yaml.at("Resources", "B")));
}

TEST(YamlRecovery, AResourceThatIsLostWhollyIsMissedAmongTheResources) {
  const Parsed yaml("Resources:\n  A: {Type: X}\n  B\n    Type: Y\n  C: {Type: Z}\n");
  EXPECT_EQ(yaml.errors(), "3:3 this mapping key has no `:`");
  EXPECT_EQ(shape(yaml.root()), "{Resources: {A: {Type: 'X'}, C: {Type: 'Z'}}}");
  EXPECT_FALSE(is_cut(yaml, yaml.root()));
  EXPECT_TRUE(is_cut(yaml, yaml.at("Resources")));
}

TEST(YamlRecovery, ListsInBracketsAndItems) {
  const Parsed yaml("R:\n  A:\n    L: [a, b\n  B:\n    - {x: 1}\n    - [a\n  C: 1\n");
  EXPECT_EQ(shape(yaml.root()), "{R: {A: {L: null}, B: [{x: 1}], C: 1}}");
  EXPECT_TRUE(is_cut(yaml, yaml.at("R", "A", "L")));
  EXPECT_TRUE(is_cut(yaml, yaml.at("R", "B")));
  EXPECT_EQ(yaml.documents.errors.size(), 2U);
}

TEST(YamlRecovery, EveryBrokenPlaceIsToldOnce) {
  const Parsed yaml("R:\n  A: [1\n  X: 1\n  B: @no\n  C: 1: 2\n  D: {x: 1}\nO: 'it's'\nP: 1\nP: 2\n");
  EXPECT_EQ(yaml.errors(),
            "2:6 this `[` is not closed\n4:6 a value cannot start with `@`\n"
            "5:7 a second `: ` stands in this line\n7:8 text stands after the value that ends here with `'`\n"
            "9:1 the key `P` is given twice in this mapping");
  EXPECT_EQ(yaml.at("R", "D", "x").text, "1");
  EXPECT_EQ(yaml.at("P").text, "1");
}

TEST(YamlRecovery, AStringThatTakesTheQuoteOfAnotherIsNotClosed) {
  const Parsed yaml("R:\n  A:\n    Type: \"X\n  B:\n    Type: \"Y\"\n    Z: 1\n  C: 1\n");
  EXPECT_EQ(yaml.errors(), "3:11 the quoted string that starts here is not closed");
  EXPECT_EQ(shape(yaml.root()), "{R: {A: {Type: null}, B: {Type: 'Y', Z: 1}, C: 1}}");
}

TEST(YamlRecovery, AnAnchorThatIsLostIsNoFurtherError) {
  const Parsed yaml("R:\n  A: [&a x\n  B: *a\n  C: 1\n");
  EXPECT_EQ(yaml.errors(), "2:6 this `[` is not closed");
  EXPECT_EQ(yaml.at("R", "C").text, "1");
}

TEST(YamlRecovery, MergeConflictsAndTextAtTheEndAreNotReadOn) {
  EXPECT_FALSE(Parsed("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n").root().find("b"));
  const Parsed cut("R:\n  A:\n    Type: X\n    Pro");
  EXPECT_FALSE(cut.documents.complete);
  EXPECT_TRUE(is_cut(cut, cut.root()));
  EXPECT_TRUE(is_cut(cut, cut.at("R")));
  EXPECT_TRUE(is_cut(cut, cut.at("R", "A")));
}

TEST(YamlRecovery, IsBounded) {
  std::string text = "R:\n";
  for (int i = 0; i < 20'000; ++i) text += "  A" + std::to_string(i) + ": [\n";
  const Parsed yaml(text);
  EXPECT_FALSE(yaml.documents.complete);
  EXPECT_LT(yaml.documents.errors.size(), 100U);
}

TEST(JsonRecovery, SaysWhatHasLostSomething) {
  const Parsed json(R"({"R": {"A": {"Type": "X", "P": {"One": [1], "Two": [2, })", parse_json);
  EXPECT_FALSE(json.documents.complete);
  EXPECT_TRUE(is_cut(json, json.root()));
  EXPECT_TRUE(is_cut(json, json.at("R", "A", "P", "Two")));
  EXPECT_FALSE(is_cut(json, json.at("R", "A", "P", "One")));
}

}  // namespace
}  // namespace tieline::document
