#include <gtest/gtest.h>

#include <string>

#include "document_text.h"
#include "text/limits.h"

namespace tieline::document {
namespace {

using testing::find_fault;
using testing::Parsed;
using testing::shape;

TEST(YamlSpans, ScalarsOfEveryStyle) {
  const Parsed yaml(
      "plain: two words  # comment\n"
      "single: 'it''s'\n"
      "double: \"a\\tb\"\n"
      "unescaped: \"as is\"\n"
      "literal: |\n"
      "  first\n"
      "    second\n"
      "\n"
      "  third\n"
      "\n"
      "folded: >-\n"
      "  one\n"
      "  two\n"
      "lines: one\n"
      "  two # comment\n"
      "quoted lines: \"one\n"
      "  two\"\n"
      "end: 1\n");
  EXPECT_EQ(yaml.errors(), "");
  EXPECT_TRUE(yaml.documents.complete);
  EXPECT_EQ(yaml.text(yaml.at("plain").span), "two words");
  EXPECT_EQ(yaml.text(yaml.at("single").span), "'it''s'");
  EXPECT_EQ(yaml.at("single").text, "it's");
  EXPECT_EQ(yaml.text(yaml.at("double").span), "\"a\\tb\"");
  EXPECT_EQ(yaml.at("double").text, "a\tb");
  EXPECT_EQ(yaml.text(yaml.at("unescaped").span), "\"as is\"");
  EXPECT_EQ(yaml.text(yaml.at("literal").span), "|\n  first\n    second\n\n  third");
  EXPECT_EQ(yaml.at("literal").text, "first\n  second\n\nthird\n");
  EXPECT_EQ(yaml.text(yaml.at("folded").span), ">-\n  one\n  two");
  EXPECT_EQ(yaml.at("folded").text, "one two");
  EXPECT_EQ(yaml.text(yaml.at("lines").span), "one\n  two");
  EXPECT_EQ(yaml.at("lines").text, "one two");
  EXPECT_EQ(yaml.text(yaml.at("quoted lines").span), "\"one\n  two\"");
  EXPECT_EQ(yaml.at("quoted lines").text, "one two");
  EXPECT_EQ(yaml.text(yaml.root().entries[7].key_span), "quoted lines");
  EXPECT_EQ(yaml.text(yaml.root().span), yaml.bytes.substr(0, yaml.bytes.size() - 1));
  EXPECT_TRUE(yaml.at("plain").plain);
  EXPECT_FALSE(yaml.at("single").plain);
  EXPECT_FALSE(yaml.at("literal").plain);
}

TEST(YamlSpans, TextThatNeedsNoDecodingIsTheSourceItself) {
  const Parsed yaml("a: plain text\nb: 'single'\nc: \"double\"\nd: |\n  one line\ne: two\n  lines\n");
  const auto in_source = [&](std::string_view text) {
    return text.data() >= yaml.bytes.data() && text.data() < yaml.bytes.data() + yaml.bytes.size();
  };
  EXPECT_TRUE(in_source(yaml.at("a").text));
  EXPECT_TRUE(in_source(yaml.at("b").text));
  EXPECT_TRUE(in_source(yaml.at("c").text));
  EXPECT_TRUE(in_source(yaml.at("d").text));
  EXPECT_FALSE(in_source(yaml.at("e").text));
}

TEST(YamlSpans, Collections) {
  const Parsed yaml(
      "flow: [a, {b: c}, \"d]\", e: f, [] ,]  # ]\n"
      "lines: {\n"
      "  a: 1,  # }\n"
      "  b:\n"
      "}\n"
      "block:\n"
      "  - a\n"
      "  - b: 1\n"
      "    c: 2\n"
      "\n"
      "  # comment\n"
      "after:\n"
      "- - x\n"
      "  - y\n"
      "- z\n");
  EXPECT_EQ(yaml.errors(), "");
  EXPECT_EQ(shape(yaml.root()),
            "{flow: ['a', {b: 'c'}, 'd]', {e: 'f'}, []], lines: {a: 1, b: null}, block: ['a', {b: 1, c: 2}], "
            "after: [['x', 'y'], 'z']}");
  EXPECT_EQ(yaml.text(yaml.at("flow").span), "[a, {b: c}, \"d]\", e: f, [] ,]");
  EXPECT_EQ(yaml.text(yaml.at("flow").items[1]->span), "{b: c}");
  EXPECT_EQ(yaml.text(yaml.at("flow").items[3]->span), "e: f");
  EXPECT_EQ(yaml.text(yaml.at("flow").items[4]->span), "[]");
  EXPECT_EQ(yaml.text(yaml.at("lines").span), "{\n  a: 1,  # }\n  b:\n}");
  EXPECT_EQ(yaml.text(yaml.at("block").span), "- a\n  - b: 1\n    c: 2");
  EXPECT_EQ(yaml.text(yaml.at("block").items[1]->span), "b: 1\n    c: 2");
  EXPECT_EQ(yaml.text(yaml.at("after").span), "- - x\n  - y\n- z");
  EXPECT_EQ(yaml.text(yaml.at("after").items[0]->span), "- x\n  - y");
  EXPECT_EQ(find_fault(yaml, yaml.root()), "");
}

TEST(YamlSpans, Nulls) {
  const Parsed yaml(
      "a:\n"
      "b: ~\n"
      "c: null  # yes\n"
      "d:   # no\n"
      "e:\n"
      "  -\n"
      "  - NULL\n"
      "  -   \n"
      "null: x\n"
      "f: [~, null]\n"
      "g: {h, i: , null: 1}\n"
      "j: &x\n"
      "k:\n");
  EXPECT_EQ(yaml.errors(), "");
  EXPECT_EQ(shape(yaml.root()),
            "{a: null, b: null, c: null, d: null, e: [null, null, null], null: 'x', f: [null, null], "
            "g: {h: null, i: null, null: 1}, j: null, k: null}");
  EXPECT_EQ(yaml.at("a").span, (Span{text::FileId{7}, 2, 2}));
  EXPECT_EQ(yaml.text(yaml.at("b").span), "~");
  EXPECT_EQ(yaml.at("b").text, "~");
  EXPECT_EQ(yaml.text(yaml.at("c").span), "null");
  EXPECT_EQ(yaml.at("d").span.begin, yaml.bytes.find("d:") + 2);
  EXPECT_EQ(yaml.at("d").span.length(), 0U);
  EXPECT_EQ(yaml.at("e").items[0]->span.begin, yaml.bytes.find("  -\n") + 3);
  EXPECT_EQ(yaml.text(yaml.at("e").items[1]->span), "NULL");
  EXPECT_EQ(yaml.at("e").items[2]->span.begin, yaml.bytes.find("  -   \n") + 3);
  EXPECT_EQ(yaml.text(yaml.root().entries[5].key_span), "null");
  EXPECT_EQ(yaml.text(yaml.at("f").items[0]->span), "~");
  EXPECT_EQ(yaml.text(yaml.at("f").items[1]->span), "null");
  EXPECT_EQ(yaml.text(yaml.at("g").entries[2].key_span), "null");
  EXPECT_EQ(yaml.text(yaml.at("j").span), "&x");
  EXPECT_EQ(yaml.at("k").span.begin, yaml.bytes.find("k:") + 2);
  EXPECT_EQ(find_fault(yaml, yaml.root()), "");
}

TEST(YamlSpans, KeysThatAreNoStrings) {
  const Parsed yaml("1: a\ntrue: b\n? [x, y]\n: c\n\"q\": d\n012: e\n");
  EXPECT_EQ(shape(yaml.root()), "{1: 'a', true: 'b', [x, y]: 'c', q: 'd', 012: 'e'}");
  EXPECT_EQ(yaml.text(yaml.root().entries[2].key_span), "[x, y]");
  EXPECT_EQ(yaml.text(yaml.root().entries[3].key_span), "\"q\"");
}

TEST(YamlSpans, BlockScalarsInOddShapes) {
  const Parsed yaml(
      "keep: |+\n"
      "  a\n"
      "\n"
      "explicit: |2\n"
      "    b\n"
      "   c\n"
      "empty: |\n"
      "empty2: >-\n"
      "\n"
      "comment: | # about it\n"
      "\n"
      "  # text\n"
      "  x\n"
      " # comment\n"
      "list:\n"
      "- |\n"
      " y\n"
      "- z\n"
      "last: |\n"
      "  no line end");
  EXPECT_EQ(yaml.errors(), "");
  EXPECT_EQ(yaml.text(yaml.at("keep").span), "|+\n  a");
  EXPECT_EQ(yaml.at("keep").text, "a\n\n");
  EXPECT_EQ(yaml.text(yaml.at("explicit").span), "|2\n    b\n   c");
  EXPECT_EQ(yaml.at("explicit").text, "  b\n c\n");
  EXPECT_EQ(yaml.text(yaml.at("empty").span), "|");
  EXPECT_EQ(yaml.text(yaml.at("empty2").span), ">-");
  EXPECT_EQ(yaml.text(yaml.at("comment").span), "| # about it\n\n  # text\n  x");
  EXPECT_EQ(yaml.text(yaml.at("list").items[0]->span), "|\n y");
  EXPECT_EQ(yaml.text(yaml.at("last").span), "|\n  no line end");
  EXPECT_EQ(yaml.at("last").text, "no line end");
  EXPECT_EQ(find_fault(yaml, yaml.root()), "");
}

TEST(YamlSpans, QuotedTextThatEndsWithLineEnds) {
  // a delimiter as converters from JSON write it
  const Parsed yaml(
      "a:\n- '\n\n  '\n- 'x\n\n\n  '\n- \"y\n\n  \"\n- 'z\n  '\n- !Sub '\n\n  '\n- \"\\n\n\n  \"\n- '\r\n\r\n'\n- ' "
      "'\n");
  EXPECT_EQ(yaml.errors(), "");
  EXPECT_EQ(shape(yaml.at("a")), "['\n', 'x\n\n', 'y\n', 'z ', {Fn::Sub: '\n'}, '\n\n', '\n', ' ']");
  EXPECT_EQ(yaml.text(yaml.at("a").items[0]->span), "'\n\n  '");
  EXPECT_EQ(yaml.text(yaml.at("a").items[4]->span), "!Sub '\n\n  '");
  EXPECT_EQ(yaml.text(yaml.at("a").items[6]->span), "'\r\n\r\n'");
}

TEST(YamlSpans, QuestionMarksInWordsInBrackets) {
  const Parsed yaml("a: [https://h/?a=b, really?, who? me, \"x?y\"]\nb: {k?: v}\n? c\n: d?\n");
  EXPECT_EQ(yaml.errors(), "");
  EXPECT_TRUE(yaml.documents.complete);
  EXPECT_EQ(shape(yaml.root()), "{a: ['https://h/?a=b', 'really?', 'who? me', 'x?y'], b: {k?: 'v'}, c: 'd?'}");
  EXPECT_EQ(yaml.text(yaml.at("a").items[0]->span), "https://h/?a=b");
}

TEST(YamlSpans, BlockScalarThatKeepsItsLineEndsAtTheEnd) {
  EXPECT_EQ(Parsed("a: |+\n  b\n").at("a").text, "b\n");
  EXPECT_EQ(Parsed("a: |+\n  b\n\n").at("a").text, "b\n\n");
  EXPECT_EQ(Parsed("a: |+\n  b").at("a").text, "b");
}

TEST(YamlSpans, CarriageReturnsAndByteOrderMark) {
  const Parsed yaml(
      "\xEF\xBB\xBF# comment\r\n"
      "a: b\r\n"
      "c: |\r\n"
      "  d\r\n"
      "  e\r\n"
      "\r\n"
      "f: [g,\r\n"
      "  h]\r\n"
      "i: j\r\n"
      "  k\r\n"
      "l:\r\n"
      "- 1\r\n"
      "- \"2\r\n"
      "  3\"\r\n");
  EXPECT_EQ(yaml.errors(), "");
  EXPECT_EQ(shape(yaml.root()), "{a: 'b', c: 'd\ne\n', f: ['g', 'h'], i: 'j k', l: [1, '2 3']}");
  EXPECT_EQ(yaml.text(yaml.root().entries[0].key_span), "a");
  EXPECT_EQ(yaml.text(yaml.at("a").span), "b");
  EXPECT_EQ(yaml.text(yaml.at("c").span), "|\r\n  d\r\n  e");
  EXPECT_EQ(yaml.text(yaml.at("f").span), "[g,\r\n  h]");
  EXPECT_EQ(yaml.text(yaml.at("i").span), "j\r\n  k");
  EXPECT_EQ(yaml.text(yaml.at("l").items[1]->span), "\"2\r\n  3\"");
  EXPECT_EQ(find_fault(yaml, yaml.root()), "");
}

TEST(YamlSpans, BytesAreCountedBehindOtherCharacters) {
  const Parsed yaml("\xC3\xA4: \xE2\x82\xAC\xF0\x9F\x98\x80 x\nb: ['\xC3\xBC', c]\nd: \"\\u00e4\\_\"\n");
  EXPECT_EQ(yaml.errors(), "");
  EXPECT_EQ(yaml.text(yaml.root().entries[0].key_span), "\xC3\xA4");
  EXPECT_EQ(yaml.text(yaml.at("\xC3\xA4").span), "\xE2\x82\xAC\xF0\x9F\x98\x80 x");
  EXPECT_EQ(yaml.text(yaml.at("b").items[0]->span), "'\xC3\xBC'");
  EXPECT_EQ(yaml.text(yaml.at("b").items[1]->span), "c");
  EXPECT_EQ(yaml.at("d").text, "\xC3\xA4\xC2\xA0");
}

TEST(YamlTypes, PlainScalarsAsCloudFormationReadsThem) {
  const Parsed yaml(
      "[true, True, yes, ON, false, no, off, y, n, nO, 12, -3, +4, 0012, 089, 0x1F, 0o17, 1.5, .5, 1., 1e3, 1.5E-3, "
      "12:30, 2010-09-09, 1.2.3, 10.0.0.0/16, -, .inf, 1_000, 0x, +, 'true', \"12\", !!str 12, nullable, '~']");
  ASSERT_EQ(yaml.errors(), "");
  EXPECT_EQ(shape(yaml.root()),
            "[true, true, true, true, false, false, false, 'y', 'n', 'nO', 12, -3, +4, 0012, 089, 0x1F, 0o17, 1.5, .5, "
            "1., 1e3, 1.5E-3, '12:30', '2010-09-09', '1.2.3', '10.0.0.0/16', '-', '.inf', '1_000', '0x', '+', 'true', "
            "'12', '12', 'nullable', '~']");
  EXPECT_EQ(yaml.root().items[2]->text, "yes");
  EXPECT_EQ(yaml.text(yaml.root().items[33]->span), "!!str 12");
}

TEST(YamlTags, EveryShortFormInBlockAndFlow) {
  const std::pair<std::string, std::string> tags[] = {
      {"Ref", "Ref"},
      {"Condition", "Condition"},
      {"GetAtt", "Fn::GetAtt"},
      {"Sub", "Fn::Sub"},
      {"Join", "Fn::Join"},
      {"Split", "Fn::Split"},
      {"Select", "Fn::Select"},
      {"If", "Fn::If"},
      {"And", "Fn::And"},
      {"Or", "Fn::Or"},
      {"Not", "Fn::Not"},
      {"Equals", "Fn::Equals"},
      {"FindInMap", "Fn::FindInMap"},
      {"ImportValue", "Fn::ImportValue"},
      {"GetAZs", "Fn::GetAZs"},
      {"Cidr", "Fn::Cidr"},
      {"Base64", "Fn::Base64"},
      {"Transform", "Fn::Transform"},
      {"ForEach", "Fn::ForEach"},
      {"Length", "Fn::Length"},
      {"ToJsonString", "Fn::ToJsonString"},
      {"GetStackOutput", "Fn::GetStackOutput"},
      {"Contains", "Fn::Contains"},
      {"EachMemberEquals", "Fn::EachMemberEquals"},
      {"EachMemberIn", "Fn::EachMemberIn"},
      {"RefAll", "Fn::RefAll"},
      {"ValueOf", "Fn::ValueOf"},
      {"ValueOfAll", "Fn::ValueOfAll"},
      {"Reff", "Fn::Reff"},
      {"sub", "Fn::sub"},
  };
  for (const auto& [tag, key] : tags) {
    const Parsed yaml("scalar: !" + tag + " a.b\nlist: !" + tag + "\n  - a\n  - b\nflow: [!" + tag + " a, !" + tag +
                      " [x, y]]\nmap: !" + tag + " {k: v}\nempty: !" + tag + "\nend: 1\n");
    EXPECT_EQ(yaml.errors(), "") << tag;
    EXPECT_EQ(shape(yaml.root()), "{scalar: {" + key + ": 'a.b'}, list: {" + key + ": ['a', 'b']}, flow: [{" + key +
                                      ": 'a'}, {" + key + ": ['x', 'y']}], map: {" + key + ": {k: 'v'}}, empty: {" +
                                      key + ": ''}, end: 1}");
    const Node& scalar = yaml.at("scalar");
    EXPECT_TRUE(scalar.short_form);
    EXPECT_EQ(yaml.text(scalar.span), "!" + tag + " a.b");
    EXPECT_EQ(yaml.text(scalar.entries[0].key_span), "!" + tag);
    EXPECT_EQ(yaml.text(scalar.entries[0].value->span), "a.b");
    const Node& list = yaml.at("list");
    EXPECT_EQ(yaml.text(list.span), "!" + tag + "\n  - a\n  - b");
    EXPECT_EQ(yaml.text(list.entries[0].value->span), "- a\n  - b");
    EXPECT_EQ(yaml.text(yaml.at("flow").items[1]->span), "!" + tag + " [x, y]");
    EXPECT_EQ(yaml.text(yaml.at("flow").items[1]->entries[0].value->span), "[x, y]");
    EXPECT_EQ(yaml.text(yaml.at("map").span), "!" + tag + " {k: v}");
    EXPECT_EQ(yaml.text(yaml.at("empty").span), "!" + tag);
    EXPECT_EQ(find_fault(yaml, yaml.root()), "");
  }
}

TEST(YamlTags, Nested) {
  const Parsed yaml(
      "a: !Sub [ \"..${a}\", {a: !Ref b}]\n"
      "b: !If [c, !Ref x, !Ref \"AWS::NoValue\"]\n"
      "c:\n"
      "  Fn::Base64: !Sub |\n"
      "    #!/bin/sh\n"
      "    echo ${AWS::Region}\n"
      "d: !If\n"
      "  - c\n"
      "  - Key: !GetAtt x.Arn\n"
      "  - !Join\n"
      "    - ''\n"
      "    - - !Ref y\n"
      "      - z\n"
      "e: !Sub 'q'\n"
      "f: !Sub\n"
      "  - ${v}\n"
      "  - v: !ImportValue\n"
      "      Fn::Sub: ${n}-x\n"
      "g: !Equals [!Ref Env, yes]\n"
      "h: !Ref 12\n"
      "i: !GetAZs ''\n"
      "j: !GetAZs null\n"
      "k: !Sub >-\n"
      "  one\n"
      "  two\n"
      "l: !GetAZs\n"
      "'': m\n");
  EXPECT_EQ(yaml.errors(), "");
  EXPECT_EQ(shape(yaml.at("a")), "{Fn::Sub: ['..${a}', {a: {Ref: 'b'}}]}");
  EXPECT_EQ(yaml.text(yaml.at("a").span), "!Sub [ \"..${a}\", {a: !Ref b}]");
  EXPECT_EQ(shape(yaml.at("b")), "{Fn::If: ['c', {Ref: 'x'}, {Ref: 'AWS::NoValue'}]}");
  EXPECT_EQ(yaml.text(yaml.at("b", "Fn::If").items[2]->span), "!Ref \"AWS::NoValue\"");
  EXPECT_EQ(shape(yaml.at("c")), "{Fn::Base64: {Fn::Sub: '#!/bin/sh\necho ${AWS::Region}\n'}}");
  EXPECT_EQ(yaml.text(yaml.at("c", "Fn::Base64", "Fn::Sub").span), "|\n    #!/bin/sh\n    echo ${AWS::Region}");
  EXPECT_EQ(shape(yaml.at("d")), "{Fn::If: ['c', {Key: {Fn::GetAtt: 'x.Arn'}}, {Fn::Join: ['', [{Ref: 'y'}, 'z']]}]}");
  EXPECT_EQ(yaml.text(yaml.at("e", "Fn::Sub").span), "'q'");
  EXPECT_EQ(shape(yaml.at("f")), "{Fn::Sub: ['${v}', {v: {Fn::ImportValue: {Fn::Sub: '${n}-x'}}}]}");
  EXPECT_EQ(shape(yaml.at("g")), "{Fn::Equals: [{Ref: 'Env'}, true]}");
  EXPECT_EQ(shape(yaml.at("h")), "{Ref: '12'}");
  EXPECT_EQ(yaml.text(yaml.at("i").span), "!GetAZs ''");
  EXPECT_EQ(yaml.text(yaml.at("j").span), "!GetAZs null");
  EXPECT_EQ(yaml.text(yaml.at("k").span), "!Sub >-\n  one\n  two");
  EXPECT_EQ(yaml.text(yaml.at("l").span), "!GetAZs");
  EXPECT_EQ(shape(yaml.at("")), "'m'");
  EXPECT_EQ(find_fault(yaml, yaml.root()), "");
}

TEST(YamlTags, WithAnchorsAndTheFirstKeysTag) {
  const Parsed yaml("a: &x !Ref b\nc: !Ref &y d\ne: !Sub\n  &k f: g\n  h: i\nj: [*x, *y]\n");
  EXPECT_EQ(yaml.errors(), "");
  EXPECT_EQ(shape(yaml.root()),
            "{a: {Ref: 'b'}, c: {Ref: 'd'}, e: {Fn::Sub: {f: 'g', h: 'i'}}, "
            "j: [{Ref: 'b'}, {Ref: 'd'}]}");
  EXPECT_EQ(yaml.text(yaml.at("a").span), "&x !Ref b");
  EXPECT_EQ(yaml.text(yaml.at("a").entries[0].key_span), "!Ref");
  EXPECT_EQ(yaml.text(yaml.at("c").entries[0].value->span), "d");
  EXPECT_EQ(yaml.text(yaml.at("j").items[0]->span), "*x");
}

TEST(YamlAliases, StandForWhatTheyName) {
  const Parsed yaml(
      "base: &base\n"
      "  ports: [1, 2]\n"
      "  name: &name web\n"
      "copy: *base\n"
      "names: [*name, *name]\n"
      "merged:\n"
      "  <<: *base\n"
      "  name: other\n"
      "? *name\n"
      ": key\n");
  EXPECT_EQ(yaml.errors(), "");
  EXPECT_EQ(shape(yaml.root()),
            "{base: {ports: [1, 2], name: 'web'}, copy: {ports: [1, 2], name: 'web'}, names: ['web', 'web'], "
            "merged: {<<: {ports: [1, 2], name: 'web'}, name: 'other'}, web: 'key'}");
  EXPECT_EQ(yaml.text(yaml.at("copy").span), "*base");
  EXPECT_EQ(yaml.text(yaml.at("copy", "ports").span), "[1, 2]");
  EXPECT_EQ(yaml.text(yaml.at("names").span), "[*name, *name]");
  EXPECT_EQ(yaml.text(yaml.at("base", "name").span), "&name web");
  EXPECT_EQ(find_fault(yaml, yaml.root()), "");
}

TEST(YamlAliases, BelongToTheirDocument) {
  const Parsed yaml("a: &x 1\n---\nb: *x\n");
  EXPECT_EQ(yaml.errors(), "3:4 no anchor `&x` stands before this alias");
  ASSERT_EQ(yaml.documents.roots.size(), 2U);
}

TEST(YamlAliases, InsideTheValueTheyName) {
  const Parsed yaml("a: &x [1, *x]\nb: 2\n");
  EXPECT_EQ(yaml.errors(), "1:11 this alias stands inside the value that it names");
  EXPECT_EQ(shape(yaml.root()), "{a: [1, null], b: 2}");
}

std::size_t count_nodes(const Node& node) {
  std::size_t count = 1;
  for (const Node* item : node.items) count += count_nodes(*item);
  for (const Entry& entry : node.entries) count += count_nodes(*entry.value);
  return count;
}

TEST(YamlAliases, BombIsLimited) {
  std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string below = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + below;
    for (int j = 1; j < 10; ++j) text += ", " + below;
    text += "]\n";
  }
  const Parsed yaml(text + "last: 1\n");
  ASSERT_EQ(yaml.documents.errors.size(), 1U);
  EXPECT_EQ(yaml.documents.errors[0].kind, syntax::SyntaxError::Kind::limit);
  EXPECT_LE(count_nodes(yaml.root()), limits::alias_nodes + 1000);
  EXPECT_EQ(shape(yaml.at("last")), "1");
}

TEST(YamlAliases, CannotNestDeeperThanText) {
  std::string text = "a0: &a0 [x]\n";
  for (int i = 1; i < 300; ++i) {
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + "]\n";
  }
  const Parsed yaml(text);
  ASSERT_FALSE(yaml.documents.errors.empty());
  EXPECT_EQ(yaml.documents.errors[0].kind, syntax::SyntaxError::Kind::limit);
}

TEST(YamlDuplicates, AreReportedAndTheFirstIsKept) {
  const Parsed yaml("a: 1\nb:\n  c: 1\n  c: 2\n'a': 3\n");
  EXPECT_EQ(yaml.errors(),
            "4:3 the key `c` is given twice in this mapping\n5:1 the key `a` is given twice in this mapping");
  EXPECT_EQ(shape(yaml.root()), "{a: 1, b: {c: 1}}");
  const syntax::SyntaxError& error = yaml.documents.errors[1];
  EXPECT_EQ(error.kind, syntax::SyntaxError::Kind::duplicate);
  EXPECT_EQ(yaml.text(error.span), "'a'");
  EXPECT_EQ(yaml.text(error.related), "a");
  EXPECT_EQ(error.related.begin, 0U);
  EXPECT_TRUE(yaml.documents.complete);
}

TEST(YamlDuplicates, InLargeMappings) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "k" + std::to_string(i) + ": " + std::to_string(i) + "\n";
  const Parsed yaml(text + "k50: again\nk7: again\nnew: 1\n");
  EXPECT_EQ(yaml.errors(),
            "101:1 the key `k50` is given twice in this mapping\n102:1 the key `k7` is given twice in this mapping");
  EXPECT_EQ(yaml.root().entries.size(), 101U);
  EXPECT_EQ(shape(yaml.at("k50")), "50");
  EXPECT_EQ(shape(yaml.at("new")), "1");
}

TEST(YamlDocuments, Several) {
  const Parsed yaml("%YAML 1.2\n---\na: 1\n...\n---\n- b\n---\n--- c\n");
  EXPECT_EQ(yaml.errors(), "");
  ASSERT_EQ(yaml.documents.roots.size(), 4U);
  EXPECT_EQ(shape(*yaml.documents.roots[0]), "{a: 1}");
  EXPECT_EQ(shape(*yaml.documents.roots[1]), "['b']");
  EXPECT_EQ(shape(*yaml.documents.roots[2]), "null");
  EXPECT_EQ(shape(*yaml.documents.roots[3]), "'c'");
  EXPECT_EQ(yaml.text(yaml.documents.roots[1]->span), "- b");
}

TEST(YamlDocuments, EmptyFiles) {
  for (const char* text : {"", "\n\n", "# only a comment", "\xEF\xBB\xBF", "  \n"}) {
    const Parsed yaml(text);
    EXPECT_EQ(yaml.errors(), "") << text;
    EXPECT_TRUE(yaml.documents.roots.empty()) << text;
    EXPECT_TRUE(yaml.documents.complete);
  }
}

struct YamlErrorCase {
  const char* text;
  const char* error;
  const char* kept = nullptr;
};

TEST(YamlErrors, SayWhatIsWrongAndKeepWhatCameBefore) {
  const YamlErrorCase cases[] = {
      // tabs
      {"a: 1\nb:\n\tc: 2\n", "3:1 a tab is used for indentation", "{a: 1, b: 'c'}"},
      {"a:\n  b: 1\n \tc: 2\n", "3:2 a tab is used for indentation"},
      {"a:\n\tb\n", "2:1 a tab is used for indentation", "{a: 'b'}"},
      {"a:\n\t- b\n", "2:1 a tab is used for indentation", "{a: null}"},
      {"a: b\n\tc\n", "2:1 a tab is used for indentation"},
      {"a:\n  - b\n\t- c\n", "3:1 a tab is used for indentation"},
      {"a: |\n  x\n\ty\n", "3:1 a tab is used for indentation"},
      {"a:\r\n\tb: c\r\n", "2:1 a tab is used for indentation", "{a: 'b'}"},
      {"{\n\t\"a\": 1\n}\n", "", "{a: 1}"},
      // strings
      {"a: 1\nb: \"x\nc: 3\n", "2:4 the quoted string that starts here is not closed", "{a: 1, b: null, c: 3}"},
      {"a: 1\nb: 'it's'\n", "2:8 text stands after the value that ends here with `'`"},
      {"a: [x, 'y]\nb: 2\n", "1:8 the quoted string that starts here is not closed"},
      {"a: \"\\d+\"\n", "1:5 unknown escape `\\d` in a double-quoted string", "{a: null}"},
      {"a: \"\\uD83D\\uDE00\"\n", "1:5 this escape names no character"},
      {"a: \"\\xZZ\"\n", "1:5 this escape names no character"},
      {"a: \"b\" c\n", "1:8 text stands after the value that ends here with `\"`", "{a: 'b'}"},
      {"a: \"x\n---\n", "1:4 the quoted string that starts here is not closed"},
      // brackets
      {"a: [1, 2\nb: 3\n", "1:4 this `[` is not closed"},
      {"a: [1, 2\n", "1:4 this `[` is not closed", "{a: [1, 2]}"},
      {"a: {b: 1\n", "1:4 this `{` is not closed", "{a: {b: 1}}"},
      {"a: {b: [1}\n", "1:10 this `}` does not fit the opening `[`"},
      {"a: 1\nb: ]\n", "2:4 this `]` closes nothing", "{a: 1, b: null}"},
      {"a: [b]c\n", "1:7 text stands after the value that ends here with `]`", "{a: ['b']}"},
      {"a: [ - b ]\n", "1:6 a `- ` list item cannot stand in brackets"},
      {"a: [1, |]\n", "1:8 a block of text (`|` or `>`) cannot stand in brackets"},
      {"a: {b: c: d}\n", "1:9 expected `,` or `}` here"},
      // mappings and lists
      {"a: 1\nfoo\nb: 2\n", "2:1 this mapping key has no `:`", "{a: 1, b: 2}"},
      {"a:\n  b: 1\n  foo # comment\n", "3:3 this mapping key has no `:`", "{a: {b: 1}}"},
      {"foo\nb: 2\n", "1:1 this mapping key has no `:`", ""},
      {"a:\n  foo\n    b: 2\n", "2:3 this mapping key has no `:`"},
      {"a: b: c\n", "1:5 a second `: ` stands in this line"},
      {"a: b\n  c: d\n", "2:3 this key is indented like a part of the value above"},
      {"a:\n    b: 1\n  c: 2\n", "3:3 the indentation of this line fits no mapping above", "{a: {b: 1}}"},
      {"a:\n  - b\n  c: 2\n", "3:3 the indentation of this line fits no mapping above", "{a: ['b']}"},
      {"a:\n  - b\n  c\n", "3:3 this mapping key has no `:`"},
      {"a: - b\n", "1:4 a list item cannot start on the line of its key", "{a: null}"},
      {"a: 1\n- b\n", "2:1 a list item stands where a key of the mapping is expected", "{a: 1}"},
      {"a: |x\n  y\n", "1:5 this cannot follow the `|` or `>` that starts a block of text"},
      {"- a\nb: c\n", "2:1 the indentation of this line fits no mapping above", "['a']"},
      {"{a: 1} b\n", "1:8 text stands after the value that ends here with `}`", "{a: 1}"},
      {", a\n", "1:1 a value cannot start with `,`", "null"},
      // characters that mean something
      {"Action: *\n", "1:9 `*` starts an alias in YAML, and no name follows", "{Action: null}"},
      {"a: *b\n", "1:4 no anchor `&b` stands before this alias", "{a: null}"},
      {"a: @x\n", "1:4 a value cannot start with `@`"},
      {"a: `x`\n", "1:4 a value cannot start with ```"},
      {"a: %x\n", "1:4 a value cannot start with `%`"},
      {"a: &\nb: 1\n", "1:4 `&` starts an anchor in YAML, and no name follows"},
      {"a: !Base64 !Sub x\n", "1:12 two short forms cannot stand before one value", "{a: null}"},
      {"- !ImportValue Fn::Sub: x\n", "1:3 a short form cannot stand before a key"},
      {"a: 1\n<<<<<<< HEAD\nb: 2\n=======\n", "2:1 a merge conflict is left in the file", "{a: 1}"},
      // no text
      {"a: 1\nb: x\x01y\nc: 3\n", "2:5 the control character U+0001 stands here, which is not allowed in a text",
       "{a: 1, b: 'x'}"},
      {"a: 1\nb: \xFF\n", "2:4 the bytes here are not UTF-8", "{a: 1, b: null}"},
      {"a: 1\nb: \xC3", "2:4 the bytes here are not UTF-8", "{a: 1, b: null}"},
      {"\xFF\xFE"
       "a",
       "1:1 the file is written in UTF-16", ""},
      // cut off
      {"Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Prop", "4:5 this mapping key has no `:`",
       "{Resources: {A: {Type: 'AWS::S3::Bucket'}}}"},
      {"Resources:\n  A:\n    Type: \"AWS::S3", "3:11 the quoted string that starts here is not closed",
       "{Resources: {A: {Type: null}}}"},
      {"Resources:\r\n  A: [!Ref b, !Su", "2:6 this `[` is not closed"},
  };
  for (const YamlErrorCase& test : cases) {
    const Parsed yaml(test.text);
    EXPECT_EQ(yaml.errors(), test.error) << test.text;
    if (test.kept != nullptr) {
      EXPECT_EQ(yaml.documents.roots.empty() ? "" : shape(yaml.root()), test.kept) << test.text;
    }
    for (const syntax::SyntaxError& error : yaml.documents.errors) {
      EXPECT_EQ(error.kind, syntax::SyntaxError::Kind::syntax);
      EXPECT_LE(error.span.begin, error.span.end);
      EXPECT_LE(error.span.end, yaml.bytes.size());
    }
    if (!yaml.documents.roots.empty()) {
      EXPECT_EQ(find_fault(yaml, yaml.root()), "") << test.text;
    }
  }
}

TEST(YamlErrors, RelateToTheOpening) {
  const Parsed yaml("a: {b: [1}\n");
  ASSERT_EQ(yaml.documents.errors.size(), 1U);
  EXPECT_EQ(yaml.text(yaml.documents.errors[0].related), "[");
  EXPECT_FALSE(yaml.documents.complete);
}

TEST(YamlLimits, Depth) {
  const auto nested = [](std::size_t depth) { return "a: " + std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_EQ(Parsed(nested(limits::syntax_depth - 1)).errors(), "");
  const Parsed yaml("z: 1\n" + nested(limits::syntax_depth));
  ASSERT_EQ(yaml.documents.errors.size(), 1U);
  EXPECT_EQ(yaml.documents.errors[0].kind, syntax::SyntaxError::Kind::limit);
  EXPECT_EQ(shape(*yaml.root().find("z")), "1");
  EXPECT_FALSE(yaml.documents.complete);
}

TEST(YamlLimits, AbsurdDepthNeitherCrashesNorTakesLong) {
  constexpr std::size_t deep = 100'000;
  const auto repeat = [](std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < deep; ++i) result += text;
    return result;
  };
  for (const char* piece : {"[", "{", "{a: ", "[\n", "- ", "? ", ": ", "!If [", "[a: ", "&a [", "{? ", "!Sub - "}) {
    const Parsed yaml(repeat(piece));
    EXPECT_FALSE(yaml.documents.errors.empty()) << piece;
  }
}

TEST(YamlLimits, LongLinesTakeLinearTime) {
  std::string text = "a: [";
  for (int i = 0; i < 100'000; ++i) text += "[],{a: },";
  const Parsed yaml(text + "]\n");
  EXPECT_EQ(yaml.errors(), "");
  EXPECT_EQ(yaml.at("a").items.size(), 200'000U);
}

}  // namespace
}  // namespace tieline::document
