// Reviewdog's diagnostic format.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/fixture.h"

namespace tieline::report {
namespace {

using nlohmann::json;
using test::Written;

json diagnostic(const Written& run) { return json::parse(run.in("rdjson"))["diagnostics"][0]; }

json range(int line, int column, int end_line, int end_column) {
  return {{"start", {{"line", line}, {"column", column}}}, {"end", {{"line", end_line}, {"column", end_column}}}};
}

TEST(Rdjson, ADiagnosticForEachFinding) {
  Written run;
  const auto file = run.file("a b/größe #1.tf", "one\n  name = \"x\"\n");
  lint::Finding& finding = run.finding(run.at(file, "\"x\""), "wrong name");
  finding.severity = lint::Severity::warning;
  finding.help = "write y";
  const json result = json::parse(run.in("rdjson"));
  EXPECT_EQ(result["source"]["name"], "tieline");
  ASSERT_EQ(result["diagnostics"].size(), 1U);
  const json& one = result["diagnostics"][0];
  EXPECT_EQ(one["message"], "wrong name\nhelp: write y");
  EXPECT_EQ(one["severity"], "WARNING");
  EXPECT_EQ(one["code"]["value"], "EI201");
  EXPECT_TRUE(one["code"]["url"].get<std::string>().ends_with("/docs/rules/EI201.md"));
  EXPECT_EQ(one["location"]["path"], "a b/größe #1.tf");
  EXPECT_EQ(one["location"]["range"], range(2, 10, 2, 13));
  EXPECT_FALSE(one.contains("suggestions"));
}

TEST(Rdjson, ColumnsCountBytes) {
  Written run;
  const auto file = run.file("main.tf", "ö😀\xFF abc\r\n");
  run.finding(run.at(file, "abc"), "x");
  EXPECT_EQ(diagnostic(run)["location"]["range"], range(1, 9, 1, 12));
}

TEST(Rdjson, LinesIsOneDiagnosticALine) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  run.finding(run.at(file, "a"), "one\ntwo");
  run.finding(run.at(file, "b"), "three");
  const std::string text = run.in("rdjsonl");
  ASSERT_EQ(std::count(text.begin(), text.end(), '\n'), 2);
  const json first = json::parse(text.substr(0, text.find('\n')));
  EXPECT_EQ(first["message"], "one\ntwo");
  EXPECT_EQ(first["source"]["name"], "tieline");
  EXPECT_EQ(Written().in("rdjsonl"), "");
}

TEST(Rdjson, AFixIsASuggestion) {
  Written run;
  const auto file = run.file("main.tf", "ö = \"old\"\r\n");
  lint::Finding& finding = run.finding(run.at(file, "\"old\""), "x");
  finding.fixes = {{"use new", true, {{run.at(file, "old"), "new"}}}};
  EXPECT_EQ(diagnostic(run)["suggestions"], json::array({{{"range", range(1, 7, 1, 10)}, {"text", "new"}}}));
}

TEST(Rdjson, SeveralEditsAreOneSuggestionWithWhatStandsBetween) {
  Written run;
  const auto file = run.file("main.tf", "a = 1\r\nb = 2\r\nc = 3\r\n");
  lint::Finding& finding = run.finding(run.at(file, "b = 2"), "x");
  // In any order; the last one puts something in.
  finding.fixes = {{"mend", true, {{run.at(file, "3"), "30"}, {run.at(file, "1"), "10"}, {{file, 7, 7}, "# b\r\n"}}}};
  EXPECT_EQ(diagnostic(run)["suggestions"],
            json::array({{{"range", range(1, 5, 3, 6)}, {"text", "10\r\n# b\r\nb = 2\r\nc = 30"}}}));
}

TEST(Rdjson, AFixThatIsNoSuggestionIsLeftToTheHelp) {
  Written run;
  const auto file = run.file("main.tf", "a = \"\xFF\"\nb" + std::string(40, '\n') + "c");
  const auto other = run.file("other.tf", "abc");
  lint::Finding& finding = run.finding(run.at(file, "a"), "x");
  finding.fixes = {{"in another file", true, {{run.at(file, "a"), "A"}, {run.at(other, "b"), "B"}}},
                   {"far apart", true, {{run.at(file, "a"), "A"}, {run.at(file, "c"), "C"}}},
                   {"over bytes that are no text", true, {{run.at(file, "a"), "A"}, {run.at(file, "b"), "B"}}},
                   {"of nothing", true, {}}};
  EXPECT_FALSE(diagnostic(run).contains("suggestions")) << diagnostic(run);
  EXPECT_EQ(diagnostic(run)["message"],
            "x\nhelp: in another file\nhelp: far apart\nhelp: over bytes that are no text\nhelp: of nothing");
}

TEST(Rdjson, RelatedPlacesAreLocations) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  const auto variables = run.file("variables.tf", "\ndefault");
  lint::Finding& finding = run.finding(run.at(file, "a"), "x");
  finding.related = {{run.at(variables, "default"), "the default"}, {{}, "the same for a[1]"}};
  const json one = diagnostic(run);
  EXPECT_EQ(one["message"], "x\nnote: the same for a[1]");
  ASSERT_EQ(one["related_locations"].size(), 1U);
  EXPECT_EQ(one["related_locations"][0]["message"], "the default");
  EXPECT_EQ(one["related_locations"][0]["location"], json({{"path", "variables.tf"}, {"range", range(2, 1, 2, 8)}}));
}

TEST(Rdjson, WithoutAPlaceThereIsAPathAlone) {
  Written run;
  run.finding({}, "x.tf cannot be read");
  EXPECT_EQ(diagnostic(run)["location"], json({{"path", "."}}));
}

TEST(Rdjson, NothingHasNoDiagnostics) { EXPECT_EQ(json::parse(Written().in("rdjson"))["diagnostics"], json::array()); }

}  // namespace
}  // namespace tieline::report
