// The report for a person.

#include <gtest/gtest.h>

#include "report/fixture.h"

namespace tieline::report {
namespace {

using test::Written;

/// The report without its summary.
std::string blocks(const Written& run) {
  const std::string text = run.in("text");
  return text.substr(0, text.rfind("\n\n") + 1);
}

/// The source line of the first block and the one under it, after the gutter.
std::string excerpt(const Written& run) {
  const std::string text = run.in("text");
  const std::size_t line = text.find(" |\n") + 3;
  const auto after_gutter = [&](std::size_t from) {
    const std::size_t bar = text.find("| ", from);
    return text.substr(bar + 2, text.find('\n', bar) - bar - 2);
  };
  return after_gutter(line) + "\n" + after_gutter(text.find('\n', line));
}

TEST(Text, ABlockForEachFinding) {
  Written run;
  const auto file = run.file("net/main.tf", "one\n  name = \"x\"\n");
  const auto variables = run.file("variables.tf", std::string(99, '\n') + "default\n");
  lint::Finding& finding = run.finding(run.at(file, "\"x\""), "wrong name");
  finding.when = "IsProd is false";
  finding.help = "write y,\nnot x";
  finding.resource = "aws_vpc_endpoint.ei";
  finding.related = {{run.at(variables, "default"), "the default is here"}, {{}, "the same for a[1]"}};
  EXPECT_EQ(blocks(run),
            "error[EI201] wrong-endpoint-service-name: wrong name (when IsProd is false)\n"
            "   --> net/main.tf:2:10 (aws_vpc_endpoint.ei)\n"
            "    |\n"
            "  2 |   name = \"x\"\n"
            "    |          ^^^\n"
            "note: the default is here\n"
            "   --> variables.tf:100:1\n"
            "    |\n"
            "100 | default\n"
            "    | -------\n"
            "note: the same for a[1]\n"
            "    = help: write y,\n"
            "            not x\n");
}

TEST(Text, SeveritiesAreNamed) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  run.finding(run.at(file, "a"), "x").severity = lint::Severity::warning;
  run.finding(run.at(file, "b"), "y").severity = lint::Severity::info;
  const std::string text = run.in("text");
  EXPECT_TRUE(text.starts_with("warning[EI201] ")) << text;
  EXPECT_NE(text.find("\ninfo[EI201] "), std::string::npos) << text;
}

TEST(Text, AFixIsTheHelpWhereThereIsNone) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  lint::Finding& finding = run.finding(run.at(file, "a"), "x");
  finding.fixes = {{"use y", true, {{run.at(file, "a"), "y"}}}};
  EXPECT_NE(run.in("text").find("= help: use y\n"), std::string::npos);
  finding.help = "write y";
  EXPECT_EQ(run.in("text").find("use y"), std::string::npos);
}

TEST(Text, ColoursOnlyWhenAsked) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  run.finding(run.at(file, "a"), "x");
  EXPECT_EQ(run.in("text").find('\x1b'), std::string::npos);
  run.color = true;
  const std::string text = run.in("text");
  EXPECT_TRUE(text.starts_with("\x1b[1;31merror[EI201]\x1b[0m")) << text;
  EXPECT_NE(text.find("\x1b[1;31m^\x1b[0m\n"), std::string::npos) << text;
}

TEST(Text, WideCharactersAndTabsAreUnderlinedAsTheyShow) {
  Written run;
  const auto file = run.file("main.tf", "\tname = \"日本\" # e\u0301 x");
  run.finding(run.at(file, "\"日本\""), "x");
  EXPECT_EQ(excerpt(run),
            "    name = \"日本\" # e\u0301 x\n"
            "           ^^^^^^");
  run.result.findings.front().span = run.at(file, "x");
  EXPECT_EQ(excerpt(run),
            "    name = \"日本\" # e\u0301 x\n"
            "                      ^");
}

TEST(Text, APlaceOfNoWidthAndTheEndOfALineAreMarked) {
  Written run;
  const auto file = run.file("main.tf", "abc\r\ndef");
  run.finding({file, 3, 3}, "x");
  EXPECT_EQ(excerpt(run), "abc\n   ^");
  run.result.findings.front().span = {file, 8, 8};
  EXPECT_EQ(excerpt(run), "def\n   ^");
}

TEST(Text, OfSeveralLinesTheFirstIsUnderlinedToItsEnd) {
  Written run;
  const auto file = run.file("main.tf", "a = [\r\n  1,\r\n]\r\n");
  run.finding(run.at(file, "[\r\n  1,\r\n]"), "x");
  EXPECT_EQ(excerpt(run), "a = [\n    ^");
}

TEST(Text, OfAVeryLongLineTheNeighbourhoodIsShown) {
  Written run;
  const auto file = run.file("t.json", std::string(100'000, 'a') + "HERE" + std::string(100'000, 'b'));
  run.finding(run.at(file, "HERE"), "x");
  const std::string shown = excerpt(run);
  const std::string line = shown.substr(0, shown.find('\n'));
  EXPECT_LT(line.size(), 160U);
  EXPECT_TRUE(line.starts_with("...aaaa") && line.ends_with("bbbb...")) << line;
  EXPECT_EQ(shown.substr(line.size() + 1), std::string(line.find("HERE"), ' ') + "^^^^");
  EXPECT_NE(run.in("text").find("--> t.json:1:100001\n"), std::string::npos);
}

TEST(Text, AVeryLongPlaceIsUnderlinedAsFarAsItIsShown) {
  Written run;
  const auto file = run.file("t.json", std::string(100'000, 'a'));
  run.finding({file, 0, 100'000}, "x");
  const std::string shown = excerpt(run);
  EXPECT_LT(shown.size(), 320U);
  EXPECT_TRUE(shown.ends_with(std::string(140, '^'))) << shown;
}

TEST(Text, ALongLineIsNotCutWithinACharacter) {
  Written run;
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "😀";
  const auto file = run.file("t.json", "a" + text);
  run.finding({file, 2001, 2005}, "x");
  EXPECT_EQ(run.in("text").find("\uFFFD"), std::string::npos);
}

TEST(Text, NothingOfASourceActsOnTheTerminal) {
  Written run;
  const auto file = run.file("a\x1b[2J.tf", "x = \"\x1b[31m\x07\" # \xFF");
  lint::Finding& finding = run.finding(run.at(file, "x"), "no \x1b]0;title\x07");
  finding.resource = "a.\x1b[1m";
  finding.help = "write \x1b[0m";
  finding.related = {{{},
                      "the same for \x9B"
                      "1m"}};
  const std::string text = run.in("text");
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find('\x07'), std::string::npos);
  EXPECT_EQ(text.find('\xFF'), std::string::npos);
  EXPECT_NE(text.find("x = \"\uFFFD[31m\uFFFD\" # \uFFFD\n"), std::string::npos) << text;
}

TEST(Text, WithoutAPlaceThereIsTheMessageAlone) {
  Written run;
  run.finding({}, "x.tf cannot be read");
  EXPECT_EQ(blocks(run), "error[EI201] wrong-endpoint-service-name: x.tf cannot be read\n");
}

TEST(Text, EndsWithASummary) {
  Written run;
  EXPECT_EQ(run.in("text"), "No Terraform or CloudFormation files found.\n");
  const auto file = run.file("main.tf", "abc");
  EXPECT_EQ(run.in("text"), "No faults found in 1 file.\n");
  run.suppressed(run.at(file, "c"), "z", {});
  EXPECT_EQ(run.in("text"), "No faults found in 1 file (1 suppressed).\n");
  run.file("other.tf", "");
  run.finding(run.at(file, "a"), "x");
  EXPECT_TRUE(run.in("text").ends_with("\nFound 1 error, 0 warnings in 2 files (1 suppressed).\n")) << run.in("text");
  run.finding(run.at(file, "b"), "y").severity = lint::Severity::info;
  EXPECT_TRUE(run.in("text").ends_with("\nFound 1 error, 0 warnings, 1 for information in 2 files (1 suppressed).\n"));
}

TEST(Text, AFileThatCannotBeReadIsCountedThoughItWasNotLookedAt) {
  Written run;
  run.finding({}, "x.tf cannot be read");
  EXPECT_TRUE(run.in("text").ends_with("Found 1 error, 0 warnings in 0 files.\n")) << run.in("text");
}

}  // namespace
}  // namespace tieline::report
