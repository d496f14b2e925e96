#include "report/unicode.h"

#include <gtest/gtest.h>

#include "report/xml.h"

namespace tieline::report {
namespace {

TEST(Unicode, BytesThatAreNoCharacterAreReplacedOneByOne) {
  EXPECT_EQ(well_formed("größe 日本 😀"), "größe 日本 😀");
  EXPECT_EQ(well_formed("a\xFFz"), "a\uFFFDz");
  EXPECT_EQ(well_formed("\xC3"), "\uFFFD");                      // cut off
  EXPECT_EQ(well_formed("\xC0\xAF"), "\uFFFD\uFFFD");            // longer than it needs to be
  EXPECT_EQ(well_formed("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");  // half of a surrogate pair
  EXPECT_EQ(well_formed(std::string_view("a\0b", 3)), std::string("a\0b", 3));
}

TEST(Unicode, NothingPrintableActsOnTheTerminal) {
  EXPECT_EQ(printable("\x1b[31mred\x07\x7f"), "\uFFFD[31mred\uFFFD\uFFFD");
  EXPECT_EQ(printable("\xC2\x9B"
                      "31m"),
            "\uFFFD31m");  // the one-character form of ESC [
  EXPECT_EQ(printable("a\tb\r\n"), "a    b\uFFFD\uFFFD");
  EXPECT_EQ(printable("\u202Egnp.exe\u2066"), "\uFFFDgnp.exe\uFFFD");  // turns the direction of writing
  EXPECT_EQ(printable("👩\u200D🔬"), "👩\u200D🔬");                        // joins two characters to one
}

TEST(Unicode, CellsOfATerminal) {
  EXPECT_EQ(cells("abc"), 3U);
  EXPECT_EQ(cells("größe"), 5U);
  EXPECT_EQ(cells("日本"), 4U);
  EXPECT_EQ(cells("e\u0301"), 1U);  // an accent on the letter before
  EXPECT_EQ(cells(""), 0U);
}

TEST(Xml, MarkupIsEscapedAndLineEndsAreKept) {
  EXPECT_EQ(xml("a < b && \"c\" > 'd' ]]>"), "a &lt; b &amp;&amp; &quot;c&quot; &gt; 'd' ]]&gt;");
  EXPECT_EQ(xml("one\r\n\ttwo"), "one&#13;&#10;&#9;two");
}

TEST(Xml, WhatXmlCannotHoldIsReplaced) {
  EXPECT_EQ(xml(std::string_view("\0\x01\x1F", 3)), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(xml("\xFF"), "\uFFFD");
  EXPECT_EQ(xml("a\uFFFE\uFFFFz"), "a\uFFFD\uFFFDz");
  EXPECT_EQ(xml("日本 😀"), "日本 😀");
}

}  // namespace
}  // namespace tieline::report
