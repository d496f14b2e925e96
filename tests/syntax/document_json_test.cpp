#include <gtest/gtest.h>

#include <string>

#include "document_text.h"
#include "text/limits.h"

namespace tieline::document {
namespace {

using testing::find_fault;
using testing::Parsed;
using testing::shape;

TEST(JsonSpans, EverythingHasItsPlace) {
  const Parsed json(
      "{\r\n\t\"a\" : \"text\",\n  \"b\":[1,-2.50e+3 , true,false,null,[],{}],\n  \"\xC3\xA4\\n\": {\"c\": \"\\u00e4, "
      "\\\"]\"}\n}\n",
      parse_json);
  EXPECT_EQ(json.errors(), "");
  EXPECT_TRUE(json.documents.complete);
  EXPECT_EQ(shape(json.root()),
            "{a: 'text', b: [1, -2.50e+3, true, false, null, [], {}], \xC3\xA4\n: {c: '\xC3\xA4, \"]'}}");
  EXPECT_EQ(json.text(json.root().span), json.bytes.substr(0, json.bytes.size() - 1));
  EXPECT_EQ(json.text(json.root().entries[0].key_span), "\"a\"");
  EXPECT_EQ(json.text(json.at("a").span), "\"text\"");
  EXPECT_EQ(json.text(json.at("b").span), "[1,-2.50e+3 , true,false,null,[],{}]");
  const char* items[] = {"1", "-2.50e+3", "true", "false", "null", "[]", "{}"};
  for (std::size_t i = 0; i < std::size(items); ++i) EXPECT_EQ(json.text(json.at("b").items[i]->span), items[i]);
  EXPECT_EQ(json.text(json.root().entries[2].key_span), "\"\xC3\xA4\\n\"");
  EXPECT_EQ(json.text(json.root().entries[2].value->span), "{\"c\": \"\\u00e4, \\\"]\"}");
  EXPECT_EQ(json.text(json.root().entries[2].value->find("c")->span), "\"\\u00e4, \\\"]\"");
  EXPECT_FALSE(json.at("a").plain);
  EXPECT_EQ(find_fault(json, json.root()), "");
}

TEST(JsonSpans, ByteOrderMark) {
  const Parsed json("\xEF\xBB\xBF{\"a\": 1}", parse_json);
  EXPECT_EQ(json.errors(), "");
  EXPECT_EQ(json.text(json.root().span), "{\"a\": 1}");
}

TEST(JsonSpans, ScalarRootsAndEmptyFiles) {
  EXPECT_EQ(shape(Parsed(" 12 ", parse_json).root()), "12");
  EXPECT_EQ(shape(Parsed("\"x\"", parse_json).root()), "'x'");
  for (const char* text : {"", " \n", "\xEF\xBB\xBF"}) {
    const Parsed json(text, parse_json);
    EXPECT_EQ(json.errors(), "");
    EXPECT_TRUE(json.documents.roots.empty());
  }
}

TEST(JsonDuplicates, AreReportedAndTheFirstIsKept) {
  const Parsed json("{\"a\": 1,\n \"b\": {\"c\": 1, \"c\": [2]},\n \"\\u0061\": 3}", parse_json);
  EXPECT_EQ(json.errors(),
            "2:16 the key `c` is given twice in this mapping\n3:2 the key `a` is given twice in this mapping");
  EXPECT_EQ(shape(json.root()), "{a: 1, b: {c: 1}}");
  EXPECT_EQ(json.text(json.documents.errors[1].related), "\"a\"");
  EXPECT_TRUE(json.documents.complete);
}

struct ErrorCase {
  const char* text;
  const char* error;
  const char* kept = nullptr;
};

TEST(JsonErrors, SayWhatIsWrongAndKeepWhatCameBefore) {
  const ErrorCase cases[] = {
      {"{\"a\": 1,\n \"b\": 2,\n}", "2:8 a `,` stands before the closing `}`", "{a: 1, b: 2}"},
      {"[1,\n 2,\n]", "2:3 a `,` stands before the closing `]`", "[1, 2]"},
      {"{\"a\": 1\n \"b\": 2}", "1:8 a `,` is missing here", "{a: 1, b: 2}"},
      {"[1 2]", "1:3 a `,` is missing here", "[1, 2]"},
      {"{\"a\" 1}", "1:6 a `:` is missing after the key `a`", "{a: 1}"},
      {"{\"a\": }", "1:7 a value is missing before `}`", "{a: null}"},
      {"[1,,2]", "1:4 a value is missing before `,`", "[1, null, 2]"},
      {"{a: 1}", "1:2 a key is a string in double quotes", "{}"},
      {"{'a': 1}", "1:2 JSON writes strings in double quotes"},
      {"{\"a\": 'b'}", "1:7 JSON writes strings in double quotes"},
      {"{\"a\": True}", "1:7 JSON writes `true`, `false` and `null` in small letters"},
      {"{\"a\": b}", "1:7 this is not a JSON value"},
      {"{\"a\": 012}", "1:7 this is not a JSON number"},
      {"[truex]", "1:2 this is not a JSON value"},
      {"{\"a\": +1}", "1:7 this is not a JSON number"},
      {"{\"a\": 1e999}", "1:7 this number is too large"},
      {"{\"a\": 1, // no\n \"b\": 2}", "1:10 JSON has no comments", "{a: 1, b: 2}"},
      {"# no\n{}", "1:1 JSON has no comments", "{}"},
      {"{\"a\": \"b\n\"}", "1:7 the string that starts here is not closed on its line", "{a: null}"},
      {"{\"a\": \"b\tc\"}", "1:9 a tab stands in a string"},
      {"{\"a\": \"b\x01\"}", "1:9 a control character stands in a string"},
      {"{\"a\": \"\\d\"}", "1:8 unknown escape `\\d` in a string"},
      {"{\"a\": \"\\u12g4\"}", "1:8 `\\u` takes four hexadecimal digits"},
      {"{\"a\": \"\\ud800\"}", nullptr},
      {"{\"a\": \"\xFF\"}", "1:8 the bytes here are not UTF-8"},
      {"{\"a\": 1}}", "1:9 text stands after the end of the JSON document", "{a: 1}"},
      {"{\"a\": 1} x", "1:10 text stands after the end of the JSON document", "{a: 1}"},
      {"{\"a\": [1, 2}", "1:12 expected `,` or `]` here, not `}`", "{a: [1, 2]}"},
      {"{\"a\": [1,", "1:7 this `[` is not closed", "{a: [1]}"},
      {"{\"a\": {\"b\": ", "1:7 this `{` is not closed", "{a: {b: null}}"},
      {"{\"a\": {\"b\"", "1:7 this `{` is not closed", "{a: {b: null}}"},
      {"{", "1:1 this `{` is not closed", "{}"},
      {"{\r\n\"a\": \"cut", "2:6 the string that starts here is not closed on its line", "{a: null}"},
      {"\xFE\xFF{}", "1:1 the file is written in UTF-16", ""},
  };
  for (const ErrorCase& test : cases) {
    const Parsed json(test.text, parse_json);
    if (test.error != nullptr) {
      EXPECT_EQ(json.errors(), test.error) << test.text;
    }
    EXPECT_EQ(json.documents.errors.size(), 1U) << test.text;
    EXPECT_FALSE(json.documents.complete) << test.text;
    if (test.kept != nullptr) {
      EXPECT_EQ(json.documents.roots.empty() ? "" : shape(json.root()), test.kept) << test.text;
    }
    for (const syntax::SyntaxError& error : json.documents.errors) {
      EXPECT_LE(error.span.begin, error.span.end);
      EXPECT_LE(error.span.end, json.bytes.size());
    }
  }
}

TEST(JsonLimits, Depth) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_EQ(Parsed(nested(limits::syntax_depth), parse_json).errors(), "");
  for (const std::size_t depth : {limits::syntax_depth + 1, std::size_t{100'000}}) {
    const Parsed json(nested(depth), parse_json);
    ASSERT_EQ(json.documents.errors.size(), 1U);
    EXPECT_EQ(json.documents.errors[0].kind, syntax::SyntaxError::Kind::limit);
    EXPECT_FALSE(json.documents.complete);
    EXPECT_EQ(json.documents.roots.size(), 1U);
  }
}

TEST(EmbeddedJson, PlacesLieBehindTheBase) {
  text::Arena arena;
  const std::string_view bytes = "{\"a\": [1]}";
  const ParsedDocuments mapped = parse_embedded_json({text::FileId{3}, 100, 110}, true, bytes, arena);
  ASSERT_EQ(mapped.roots.size(), 1U);
  EXPECT_EQ(mapped.roots[0]->span, (Span{text::FileId{3}, 100, 110}));
  EXPECT_EQ(mapped.roots[0]->entries[0].key_span, (Span{text::FileId{3}, 101, 104}));
  EXPECT_EQ(mapped.roots[0]->find("a")->items[0]->span, (Span{text::FileId{3}, 107, 108}));
  const ParsedDocuments broken = parse_embedded_json({text::FileId{3}, 100, 110}, true, "{\"a\": x}", arena);
  ASSERT_EQ(broken.errors.size(), 1U);
  EXPECT_EQ(broken.errors[0].span, (Span{text::FileId{3}, 106, 107}));
}

TEST(EmbeddedJson, WithoutPlacesEverythingIsAtTheBase) {
  text::Arena arena;
  const Span base{text::FileId{3}, 100, 104};
  const ParsedDocuments parsed = parse_embedded_json(base, false, "{\"a\": [1], \"a\": 2}", arena);
  ASSERT_EQ(parsed.roots.size(), 1U);
  EXPECT_EQ(parsed.roots[0]->span, base);
  EXPECT_EQ(parsed.roots[0]->entries[0].key_span, base);
  EXPECT_EQ(parsed.roots[0]->find("a")->items[0]->span, base);
  ASSERT_EQ(parsed.errors.size(), 1U);
  EXPECT_EQ(parsed.errors[0].span, base);
}

TEST(ParseAny, DecidesByTheContent) {
  EXPECT_EQ(shape(Parsed("\n {\"a\":\t1}", parse_any).root()), "{a: 1}");
  EXPECT_EQ(shape(Parsed("a: 1\n", parse_any).root()), "{a: 1}");
  const Parsed flow("{a: !Ref b}\n", parse_any);
  EXPECT_EQ(flow.errors(), "");
  EXPECT_EQ(shape(flow.root()), "{a: {Ref: 'b'}}");
  EXPECT_EQ(Parsed("\xEF\xBB\xBF{\"a\": 1,\n\t\"b\": [}", parse_any).errors(), "2:8 a value is missing before `}`");
  EXPECT_TRUE(Parsed("", parse_any).documents.roots.empty());
}

}  // namespace
}  // namespace tieline::document
