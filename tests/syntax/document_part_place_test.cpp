#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "document_text.h"

namespace tieline::document {
namespace {

using testing::Parsed;

/// What stands in the source for the first `part` of a scalar's text.
std::string source_of(const Parsed& parsed, const Node& scalar, std::string_view part) {
  const std::size_t at = scalar.text.find(part);
  if (at == std::string_view::npos) return "(no such part)";
  return parsed.text(place_of_part(scalar, parsed.bytes, scalar.text.substr(at, part.size())));
}

TEST(PlaceOfPart, InEveryStyle) {
  const Parsed yaml(
      "plain: a ${X} b\n"
      "lines: one\n"
      "  ${X}\n"
      "\n"
      "  two words\n"
      "single: 'it''s ${X} '''\n"
      "double: \"\\u00e4\\t\\\"\\\n"
      "  ${X}\\n \\U0001F600 end\"\n"
      "literal: !Sub |  # ${X}\n"
      "  #!/bin/sh\n"
      "\n"
      "    echo ${X}; ${Y}\n"
      "folded: &a !Sub >-\n"
      "\n"
      "  one ${X}\n"
      "  two ${Y}\n");
  ASSERT_EQ(yaml.errors(), "");
  const auto line_of = [&](const Node& scalar, std::string_view part) {
    const std::size_t at = scalar.text.find(part);
    const Span span = place_of_part(scalar, yaml.bytes, scalar.text.substr(at, part.size()));
    return 1 + std::count(yaml.bytes.begin(), yaml.bytes.begin() + span.begin, '\n');
  };
  EXPECT_EQ(source_of(yaml, yaml.at("plain"), "${X}"), "${X}");
  EXPECT_EQ(source_of(yaml, yaml.at("lines"), "${X}"), "${X}");
  EXPECT_EQ(source_of(yaml, yaml.at("lines"), "two words"), "two words");
  EXPECT_EQ(source_of(yaml, yaml.at("lines"), "e ${X}"), "e\n  ${X}");
  EXPECT_EQ(source_of(yaml, yaml.at("single"), "${X}"), "${X}");
  EXPECT_EQ(source_of(yaml, yaml.at("single"), "t's"), "t''s");
  EXPECT_EQ(source_of(yaml, yaml.at("double"), "${X}"), "${X}");
  EXPECT_EQ(source_of(yaml, yaml.at("double"), "\xC3\xA4"), "\\u00e4");
  EXPECT_EQ(source_of(yaml, yaml.at("double"), "\xF0\x9F\x98\x80 e"), "\\U0001F600 e");
  const Node& literal = yaml.at("literal", "Fn::Sub");
  EXPECT_EQ(source_of(yaml, literal, "${X}"), "${X}");
  EXPECT_EQ(line_of(literal, "${X}"), 12);
  EXPECT_EQ(line_of(literal, "#!/bin"), 10);
  const Node& folded = yaml.at("folded", "Fn::Sub");
  EXPECT_EQ(source_of(yaml, folded, "${Y}"), "${Y}");
  EXPECT_EQ(line_of(folded, "${Y}"), 16);
}

TEST(PlaceOfPart, InJson) {
  const Parsed json("{\"a\": \"\\ud83d\\ude00\\n\\/ ${X}\", \"b\": \"x ${X}\"}", parse_json);
  ASSERT_EQ(json.errors(), "");
  EXPECT_EQ(source_of(json, json.at("a"), "${X}"), "${X}");
  EXPECT_EQ(source_of(json, json.at("a"), "\xF0\x9F\x98\x80"), "\\ud83d\\ude00");
  EXPECT_EQ(source_of(json, json.at("b"), "${X}"), "${X}");
}

TEST(PlaceOfPart, IsTheWholeWhereItCannotBeToldApart) {
  const Parsed yaml("a: &x |\n  one\n  two\nb: *x\nc: [d]\n");
  EXPECT_EQ(source_of(yaml, yaml.at("b"), "two"), "*x");
  EXPECT_EQ(source_of(yaml, yaml.at("a"), "\n"), "&x |\n  one\n  two");
  EXPECT_EQ(yaml.text(place_of_part(yaml.at("a"), yaml.bytes, "other")), "&x |\n  one\n  two");
  EXPECT_EQ(yaml.text(place_of_part(yaml.at("c"), yaml.bytes, "d")), "[d]");
}

}  // namespace
}  // namespace tieline::document
