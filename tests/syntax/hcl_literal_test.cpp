#include "syntax/hcl/literal.h"

#include <gtest/gtest.h>

namespace tieline::hcl {
namespace {

std::string decoded(std::string_view raw, bool backslashes = true) {
  std::vector<BadEscape> bad;
  std::string out = decode(raw, backslashes, bad);
  for (const BadEscape& escape : bad) out += " bad:" + std::to_string(escape.begin) + "-" + std::to_string(escape.end);
  return out;
}

TEST(HclLiteral, Escapes) {
  EXPECT_EQ(decoded("a\\n\\r\\t\\\"\\\\b"), "a\n\r\t\"\\b");
  EXPECT_EQ(decoded("\\u00e9\\U0001f600"), "é😀");
  EXPECT_EQ(decoded("a\\qb"), "a\\qb bad:1-3");
  EXPECT_EQ(decoded("\\u12"), "\\u12 bad:0-2");
  EXPECT_EQ(decoded("\\ud800"), "\\ud800 bad:0-2");
  EXPECT_EQ(decoded("\\U00110000"), "\\U00110000 bad:0-2");
  EXPECT_EQ(decoded("\\é"), "\\é bad:0-3");
  EXPECT_EQ(decoded("\\n", false), "\\n");
}

TEST(HclLiteral, DoubledSigns) {
  EXPECT_EQ(decoded("$${a} %%{b}"), "${a} %{b}");
  EXPECT_EQ(decoded("$$${a}"), "$${a}");
  EXPECT_EQ(decoded("$$ %% $ %"), "$$ %% $ %");
  EXPECT_EQ(decoded("${}"), "${} bad:0-3");
}

TEST(HclLiteral, WhiteSpaceIsUnicodes) {
  EXPECT_EQ(trim_left(" \t\r\n\u2003\u00A0a b "), "a b ");
  EXPECT_EQ(trim_right(" a b\u3000\n "), " a b");
  EXPECT_EQ(trim_left(" \n"), "");
  EXPECT_EQ(trim_right("é"), "é");
  EXPECT_EQ(leading_spaces(" \u2003 a"), 3U);
  EXPECT_EQ(drop_characters(" \u2003 a", 2), " a");
}

TEST(HclLiteral, InvalidUtf8) {
  EXPECT_EQ(find_invalid_utf8("plain text of some length, é, 変, 😀"), std::string_view::npos);
  EXPECT_EQ(find_invalid_utf8("ab\xFF"), 2U);
  EXPECT_EQ(find_invalid_utf8("\xC0\x80"), 0U);      // overlong
  EXPECT_EQ(find_invalid_utf8("\xE0\x80\x80"), 0U);  // overlong
  EXPECT_EQ(find_invalid_utf8("\xED\xA0\x80"), 0U);  // surrogate
  EXPECT_EQ(find_invalid_utf8("\xF4\x90\x80\x80"), 0U);
  EXPECT_EQ(find_invalid_utf8("long enough for a word \xE2\x82"), 23U);
}

}  // namespace
}  // namespace tieline::hcl
