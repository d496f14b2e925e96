// JUnit and Checkstyle. That they are valid is shown by validate_reports.py; here it is what they say.

#include <gtest/gtest.h>

#include "report/fixture.h"

namespace tieline::report {
namespace {

using test::holds;
using test::Written;

TEST(Junit, ASuiteForEachFileAndAFailureForEachErrorAndWarning) {
  Written run;
  const auto a = run.file("a.tf", "\n  abc");
  const auto b = run.file("b.tf", "abc");
  run.finding(run.at(a, "abc"), "one").resource = "aws_vpc_endpoint.ei";
  run.finding(run.at(b, "a"), "two").severity = lint::Severity::warning;
  EXPECT_EQ(run.in("junit"),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<testsuites name=\"tieline\" time=\"0\">\n"
            "  <testsuite name=\"a.tf\" tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\" time=\"0\">\n"
            "    <testcase name=\"EI201 wrong-endpoint-service-name aws_vpc_endpoint.ei\" classname=\"a.tf\" "
            "time=\"0\">\n"
            "      <failure type=\"error\" message=\"one\">a.tf:2:3: one</failure>\n"
            "    </testcase>\n"
            "  </testsuite>\n"
            "  <testsuite name=\"b.tf\" tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\" time=\"0\">\n"
            "    <testcase name=\"EI201 wrong-endpoint-service-name\" classname=\"b.tf\" time=\"0\">\n"
            "      <failure type=\"warning\" message=\"two\">b.tf:1:1: two</failure>\n"
            "    </testcase>\n"
            "  </testsuite>\n"
            "</testsuites>\n");
}

TEST(Junit, WhatIsForInformationPasses) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  run.finding(run.at(file, "a"), "old").severity = lint::Severity::info;
  const std::string text = run.in("junit");
  EXPECT_TRUE(holds(text, "tests=\"1\" failures=\"0\"")) << text;
  EXPECT_TRUE(holds(text, "<system-out>main.tf:1:1: old</system-out>")) << text;
  EXPECT_FALSE(holds(text, "<failure")) << text;
}

TEST(Junit, WhatIsSuppressedIsSkippedAndSaysWhy) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  run.suppressed(run.at(file, "a"), "x", {lint::Suppression::By::comment, "needs <peering>"});
  run.suppressed(run.at(file, "b"), "y", {lint::Suppression::By::baseline, ""});
  const std::string text = run.in("junit");
  EXPECT_TRUE(holds(text, "tests=\"2\" failures=\"0\" errors=\"0\" skipped=\"2\"")) << text;
  EXPECT_TRUE(holds(text, "<skipped message=\"suppressed by a comment: needs &lt;peering&gt;\">")) << text;
  EXPECT_TRUE(holds(text, "<skipped message=\"in the baseline\">")) << text;
}

TEST(Junit, TestsAlikeAreNumberedSoThatNamesHoldNoLines) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  run.finding(run.at(file, "a"), "x");
  run.finding(run.at(file, "b"), "x");
  const std::string text = run.in("junit");
  EXPECT_TRUE(holds(text, "name=\"EI201 wrong-endpoint-service-name\"")) << text;
  EXPECT_TRUE(holds(text, "name=\"EI201 wrong-endpoint-service-name (2)\"")) << text;
}

TEST(Junit, ARunWithoutFaultsIsOneTestThatPasses) {
  Written run;
  run.file("main.tf", "");
  const std::string text = run.in("junit");
  EXPECT_TRUE(holds(text, "tests=\"1\" failures=\"0\"")) << text;
  EXPECT_TRUE(holds(text, "<testcase name=\"No faults found in 1 file.\" classname=\"tieline\" time=\"0\"/>")) << text;
}

TEST(Junit, TextIsEscaped) {
  Written run;
  const auto file = run.file("a&b \"c\"/<d>.tf", "abc");
  lint::Finding& finding = run.finding(run.at(file, "a"), "]]> \x01 \xFF & more");
  finding.help = "write:\n  a = \"b\"";
  const std::string text = run.in("junit");
  EXPECT_TRUE(holds(text, "<testsuite name=\"a&amp;b &quot;c&quot;/&lt;d&gt;.tf\"")) << text;
  EXPECT_TRUE(holds(text, "message=\"]]&gt; \uFFFD \uFFFD &amp; more\"")) << text;
  EXPECT_TRUE(holds(text, "more&#10;help: write:&#10;  a = &quot;b&quot;</failure>")) << text;
}

TEST(Junit, WithoutAPlaceTheSuiteIsTheFolder) {
  Written run;
  run.finding({}, "x.tf cannot be read");
  const std::string text = run.in("junit");
  EXPECT_TRUE(holds(text, "<testsuite name=\".\"")) << text;
  EXPECT_TRUE(holds(text, ">x.tf cannot be read</failure>")) << text;
}

TEST(Checkstyle, AFileForEachFileAndAnErrorForEachFinding) {
  Written run;
  const auto a = run.file("a.tf", "\r\n  ö abc");
  const auto b = run.file("b.tf", "abc");
  run.finding(run.at(a, "abc"), "one");
  run.finding(run.at(a, "c"), "two").severity = lint::Severity::warning;
  run.finding(run.at(b, "a"), "three").severity = lint::Severity::info;
  EXPECT_EQ(run.in("checkstyle"),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<checkstyle version=\"4.3\">\n"
            "  <file name=\"a.tf\">\n"
            "    <error line=\"2\" column=\"5\" severity=\"error\" message=\"one\" source=\"tieline.EI201\"/>\n"
            "    <error line=\"2\" column=\"7\" severity=\"warning\" message=\"two\" source=\"tieline.EI201\"/>\n"
            "  </file>\n"
            "  <file name=\"b.tf\">\n"
            "    <error line=\"1\" column=\"1\" severity=\"info\" message=\"three\" source=\"tieline.EI201\"/>\n"
            "  </file>\n"
            "</checkstyle>\n");
}

TEST(Checkstyle, TextIsEscapedAndMayHaveSeveralLines) {
  Written run;
  const auto file = run.file("<a> & \"b\".tf", "abc");
  run.finding(run.at(file, "a"), "x < y").help = "see 'z'";
  const std::string text = run.in("checkstyle");
  EXPECT_TRUE(holds(text, "<file name=\"&lt;a&gt; &amp; &quot;b&quot;.tf\">")) << text;
  EXPECT_TRUE(holds(text, "message=\"x &lt; y&#10;help: see 'z'\"")) << text;
}

TEST(Checkstyle, NothingIsARootWithoutFiles) {
  EXPECT_EQ(Written().in("checkstyle"),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n</checkstyle>\n");
}

TEST(Checkstyle, WithoutAPlaceItIsTheFoldersFirstLine) {
  Written run;
  run.finding({}, "x.tf cannot be read");
  EXPECT_TRUE(holds(run.in("checkstyle"), "<file name=\".\">\n    <error line=\"1\" column=\"1\""))
      << run.in("checkstyle");
}

}  // namespace
}  // namespace tieline::report
