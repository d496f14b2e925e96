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

TEST(YamlTaggedText, BlocksMayStandAtTheColumnOfTheirTag) {
  const Parsed yaml(R"(list:
  - !Sub >
    first
    ${more}
  - - !Sub |-
      - !Sub |
        last
  - name: !Sub |
      deeper
Key:
  !Sub |
  at its column
Other: |
  - !Sub |
    text
)");
  EXPECT_EQ(yaml.errors(), "");
  EXPECT_EQ(shape(yaml.root()),
            "{list: [{Fn::Sub: 'first ${more}\n'}, [{Fn::Sub: '- !Sub |\n  last'}], {name: {Fn::Sub: 'deeper\n'}}], "
            "Key: {Fn::Sub: 'at its column\n'}, Other: '- !Sub |\n  text\n'}");
  EXPECT_EQ(yaml.text(yaml.at("list").items[0]->entries[0].key_span), "!Sub");
  EXPECT_EQ(yaml.text(yaml.at("list").items[0]->span), "!Sub >\n    first\n    ${more}");
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

TEST(YamlRecovery, AListThatLosesItsOnlyItemIsNoEmptyValue) {
  const Parsed yaml("R:\n  A:\n    L:\n      - {a: 1 b: 2}\n    M: 1\n  B: 1\n");
  EXPECT_EQ(shape(yaml.root()), "{R: {A: {L: null}, B: 1}}");
  EXPECT_TRUE(is_cut(yaml, yaml.at("R", "A", "L")));
}

TEST(YamlRecovery, LinesThatBelongNowhereAreMissedInWhatIsAroundThem) {
  const Parsed yaml("V: \"1\"\n  G: {Type: X}\nR:\n  A: {Type: X}\n");
  EXPECT_EQ(shape(yaml.root()), "{V: '1', R: {A: {Type: 'X'}}}");
  EXPECT_TRUE(is_cut(yaml, yaml.root()));
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

constexpr std::string_view broken_json = R"({
  "Resources": {
    "A": {
      "Type": "X",
      "Properties": {
        "One": ["a", "b"],
        "Two": "never closed,
        "Three": 3
      }
    },
    "B": {"Type": "Y"}
  },
  "Outputs": {"O": {"Value": 1}}
}
)";

TEST(JsonRecovery, ReadsOnAtTheNextResource) {
  const Parsed json(broken_json, parse_json);
  EXPECT_EQ(json.errors(), "7:16 the string that starts here is not closed on its line");
  EXPECT_EQ(shape(json.root()),
            "{Resources: {A: {Type: 'X', Properties: {One: ['a', 'b'], Two: null}}, B: {Type: 'Y'}}, "
            "Outputs: {O: {Value: 1}}}");
  EXPECT_EQ(json.text(json.at("Resources", "B", "Type").span), "\"Y\"");
  EXPECT_EQ(json.text(json.at("Outputs", "O", "Value").span), "1");
  EXPECT_FALSE(json.documents.complete);
  ASSERT_EQ(json.documents.gaps.size(), 1U);
  EXPECT_EQ(json.text(json.documents.gaps[0]), ": \"never closed,\n        \"Three\": 3\n      }\n    },\n    ");
  EXPECT_FALSE(is_cut(json, json.root()));
  EXPECT_FALSE(is_cut(json, json.at("Resources")));
  EXPECT_TRUE(is_cut(json, json.at("Resources", "A")));
  EXPECT_TRUE(is_cut(json, json.at("Resources", "A", "Properties")));
  EXPECT_FALSE(is_cut(json, json.at("Resources", "A", "Properties", "One")));
  EXPECT_TRUE(is_cut(json, json.at("Resources", "A", "Properties", "Two")));
  EXPECT_FALSE(is_cut(json, json.at("Resources", "B")));
}

TEST(JsonRecovery, AtTheNextSectionWhereNoResourceFollows) {
  const Parsed json("{\n\t\"R\": {\n\t\t\"A\": {\"X\": [1, {\"y\" = 2}]\n\t\t}\n\t},\n\t\"O\": 1\n}\n", parse_json);
  EXPECT_EQ(json.errors(), "3:23 a `:` is missing after the key `y`");
  EXPECT_EQ(shape(json.root()), "{R: {A: {X: [1, {y: null}]}}, O: 1}");
  EXPECT_TRUE(is_cut(json, json.at("R")));
  EXPECT_FALSE(is_cut(json, json.root()));
}

TEST(JsonRecovery, CountsBracketsWhereAllStandsOnOneLine) {
  const Parsed json(R"({"R":{"A":{"L":[{"x":1},y 2],"D":[1]},"B":{"Type":"Y, \"]}"}},"O":{"P":1}})", parse_json);
  EXPECT_EQ(json.errors(), "1:25 this is not a JSON value");
  EXPECT_EQ(shape(json.root()), "{R: {A: {L: [{x: 1}]}, B: {Type: 'Y, \"]}'}}, O: {P: 1}}");
  const Parsed unclear(R"({"R":{"A":{"L":[1},"D":1},"B":2},"O":3})", parse_json);
  EXPECT_EQ(unclear.errors(), "1:18 expected `,` or `]` here, not `}`");
  EXPECT_EQ(shape(unclear.root()), "{R: {A: {L: [1]}}}");
}

TEST(JsonRecovery, WhatIsOnlyWrittenWronglyLosesNothing) {
  const Parsed json(
      "// how we do it\n{\"a\": 1, /* one\n more */ \"b\": [1 2, ],\n \"c\" 3, # no\n \"d\": 4 \"e\": 5,\n}",
      parse_json);
  EXPECT_EQ(json.errors(),
            "1:1 JSON has no comments\n2:10 JSON has no comments\n3:17 a `,` is missing here\n"
            "3:19 a `,` stands before the closing `]`\n4:6 a `:` is missing after the key `c`\n"
            "4:9 JSON has no comments\n5:8 a `,` is missing here\n5:15 a `,` stands before the closing `}`");
  EXPECT_EQ(shape(json.root()), "{a: 1, b: [1, 2], c: 3, d: 4, e: 5}");
  EXPECT_FALSE(json.documents.complete);
  EXPECT_TRUE(json.documents.gaps.empty());
  EXPECT_TRUE(json.documents.cut.empty());
}

TEST(JsonRecovery, AValueThatIsNoneIsTheOnlyThingLost) {
  const Parsed json(R"({"a": True, "b": ['x', {"c": 012, "d": "\q"}], "e": , "f": 1})", parse_json);
  EXPECT_EQ(json.documents.errors.size(), 5U) << json.errors();
  EXPECT_EQ(shape(json.root()), "{a: null, b: [null, {c: null, d: null}], e: null, f: 1}");
  EXPECT_TRUE(is_cut(json, json.at("a")));
  EXPECT_TRUE(is_cut(json, *json.at("b").items[0]));
  EXPECT_TRUE(is_cut(json, *json.at("b").items[1]->find("c")));
  EXPECT_FALSE(is_cut(json, json.root()));
  EXPECT_FALSE(is_cut(json, json.at("b")));
}

TEST(JsonRecovery, AKeyThatIsNoneTakesWhatStandsAroundIt) {
  const Parsed list("{\n  \"R\": {\n    \"A\": {\"L\": \"a\", \"b\"]},\n    \"B\": 1\n  }\n}", parse_json);
  EXPECT_EQ(shape(list.root()), "{R: {A: {L: null}, B: 1}}");
  const Parsed quote("{\n  \"P\": {\n    \"A: {\"Type\": \"X\"},\n    \"B\": 1\n  }\n}", parse_json);
  EXPECT_EQ(quote.errors(), "3:11 a `:` is missing after the key `A: {`");
  EXPECT_TRUE(is_cut(quote, quote.at("P")));
  EXPECT_EQ(quote.at("P", "B").text, "1");
}

TEST(JsonRecovery, ALastResourceLosesTheSame) {
  const Parsed json("{\n  \"R\": {\n    \"A\": {\"T\": \"x, \"C\": 1}\n  }\n}", parse_json);
  EXPECT_EQ(json.errors(), "3:21 this is not a JSON value");
  EXPECT_EQ(shape(json.root()), "{R: {A: {T: null}}}");
  EXPECT_TRUE(is_cut(json, json.at("R", "A", "T")));
}

TEST(JsonRecovery, ACommentMayTakeTheValueWithIt) {
  const Parsed json(
      "{\n  \"R\": {\n    \"A\": {\"T\" #: 1,\n      \"P\": {}},\n    \"B\": # {},\n    \"C\": # one\n 1\n  }\n}",
      parse_json);
  EXPECT_EQ(shape(json.root()), "{R: {A: {T: null}, B: null, C: 1}}");
  EXPECT_EQ(json.documents.errors.size(), 3U) << json.errors();
}

TEST(JsonRecovery, AQuoteInAStringTakesTheEntry) {
  const Parsed json(
      "{\n  \"R\": {\n    \"A\": {\"D\": \"say \"hi\" }},\n    \"B\": {\"D\": \"x\"y}\n  },\n  \"O\": 1\n}",
      parse_json);
  EXPECT_EQ(json.errors(), "3:22 this is not a JSON value\n4:19 this is not a JSON value");
  EXPECT_EQ(shape(json.root()), "{R: {A: {D: null}, B: {D: null}}, O: 1}");
  EXPECT_TRUE(is_cut(json, json.at("R", "A")));
  EXPECT_TRUE(is_cut(json, json.at("R", "B")));
}

TEST(JsonRecovery, TheLinesTellWhichBracketIsNotClosed) {
  const Parsed json(R"({
  "R": {
    "A": {
      "Type": "X",
      "P": {
        "x": 1,
        "y": {"z": 2}
    },
    "B": {
      "Type": "Y",
    }
  },
  "O": {
    "Q": 1
  }
}
)",
                    parse_json);
  EXPECT_EQ(json.errors(), "3:10 this `{` is not closed\n10:18 a `,` stands before the closing `}`");
  EXPECT_EQ(json.text(json.documents.errors[0].related), "\"B\"");
  EXPECT_EQ(shape(json.root()), "{R: {A: {Type: 'X', P: {x: 1, y: {z: 2}}}, B: {Type: 'Y'}}, O: {Q: 1}}");
  EXPECT_TRUE(is_cut(json, json.at("R", "A")));
  EXPECT_FALSE(is_cut(json, json.at("R", "B")));
}

TEST(JsonRecovery, TheLinesTellWhichBracketIsTooMany) {
  const Parsed json(R"({
  "R": {
    "A": {
      "Type": "X",
      "P": {
        "x": 1,}
        "y": 2
      }
    }},
    "B": {
      "Type": "Y"
    }
  },
  "O": 1
}
)",
                    parse_json);
  EXPECT_EQ(json.errors(), "6:16 this `}` closes what goes on below it\n9:6 this `}` closes what goes on below it");
  EXPECT_EQ(shape(json.root()), "{R: {A: {Type: 'X', P: {x: 1, y: 2}}, B: {Type: 'Y'}}, O: 1}");
  EXPECT_FALSE(json.documents.complete);
}

TEST(JsonRecovery, WhereNothingTellsTheBracketThatIsTooManyAllMayHaveLostSomething) {
  const Parsed json(R"({"R": {"A": {"Type": "X"}}, "P": {"x": [1]}}, "B": {}})", parse_json);
  EXPECT_EQ(json.errors(), "1:45 text stands after the end of the JSON document");
  EXPECT_TRUE(is_cut(json, json.root()));
  EXPECT_TRUE(is_cut(json, json.at("R", "A")));
  EXPECT_TRUE(is_cut(json, json.at("P", "x")));
}

TEST(JsonRecovery, TextThatIsCutOffAnywhere) {
  const std::string_view whole =
      "{\n  \"R\": {\n    \"A\": {\n      \"T\": \"X\",\n      \"P\": [1, true]\n    }\n  }\n}";
  for (std::size_t length = 1; length < whole.size(); ++length) {
    const Parsed json(whole.substr(0, length), parse_json);
    EXPECT_EQ(json.documents.errors.size(), 1U) << length;
    EXPECT_FALSE(json.documents.complete);
    EXPECT_TRUE(is_cut(json, json.root())) << length;
  }
  const Parsed cut(whole.substr(0, whole.find("true") + 2), parse_json);
  EXPECT_EQ(cut.errors(), "5:16 this is not a JSON value");
  EXPECT_EQ(shape(cut.root()), "{R: {A: {T: 'X', P: [1]}}}");
}

TEST(JsonRecovery, MergeConflictsAreNotReadOn) {
  const Parsed json("{\n  \"a\": 1,\n<<<<<<< HEAD\n  \"b\": 2\n=======\n  \"b\": 3\n>>>>>>> x\n}\n", parse_json);
  EXPECT_EQ(shape(json.root()), "{a: 1}");
  EXPECT_TRUE(is_cut(json, json.root()));
}

TEST(JsonRecovery, IsBounded) {
  std::string text = "{\"R\": {\n";
  for (int i = 0; i < 20'000; ++i) text += "  \"A" + std::to_string(i) + "\": [@],\n";
  const Parsed json(text, parse_json);
  EXPECT_FALSE(json.documents.complete);
  EXPECT_LT(json.documents.errors.size(), 100U);
}

}  // namespace
}  // namespace tieline::document
