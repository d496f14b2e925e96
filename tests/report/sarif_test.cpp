// SARIF 2.1.0. That it is valid is shown by validate_reports.py; here it is what it says.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/fixture.h"

namespace tieline::report {
namespace {

using nlohmann::json;
using test::Written;

json run_of(const Written& written) { return json::parse(written.in("sarif"))["runs"][0]; }
json first_of(const Written& written) { return run_of(written)["results"][0]; }

TEST(Sarif, SaysWhatItIs) {
  const json log = json::parse(Written().in("sarif"));
  EXPECT_EQ(log["version"], "2.1.0");
  EXPECT_EQ(log["$schema"], "https://json.schemastore.org/sarif-2.1.0.json");
  ASSERT_EQ(log["runs"].size(), 1U);
  const json& run = log["runs"][0];
  EXPECT_EQ(run["tool"]["driver"]["name"], "tieline");
  EXPECT_EQ(run["tool"]["driver"]["semanticVersion"], "1.2.3");
  EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
  EXPECT_EQ(run["invocations"], json::parse(R"([{"executionSuccessful": true}])"));
  EXPECT_EQ(run["results"], json::array());
  EXPECT_FALSE(run.contains("automationDetails"));
}

TEST(Sarif, CarriesEveryRuleWithItsHelp) {
  const json rules = run_of(Written())["tool"]["driver"]["rules"];
  EXPECT_GE(rules.size(), 41U);
  for (const json& rule : rules) {
    // GitHub cuts the two descriptions at 1,024 characters and shows no empty ones.
    for (const char* description : {"shortDescription", "fullDescription"}) {
      const std::string text = rule[description]["text"];
      EXPECT_TRUE(!text.empty() && text.size() <= 1024) << rule["id"] << ' ' << description;
    }
    EXPECT_FALSE(rule["help"]["text"].get<std::string>().empty()) << rule["id"];
    const std::string markdown = rule["help"]["markdown"];
    EXPECT_NE(markdown.find("**Bad**\n\n```\n"), std::string::npos) << rule["id"];
    EXPECT_NE(markdown.find("**Good**\n\n```\n"), std::string::npos) << rule["id"];
    EXPECT_EQ(rule["properties"]["precision"], "very-high");
  }
}

TEST(Sarif, AResultForEachFinding) {
  Written run;
  const auto file = run.file("net/main.tf", "one\n  name = \"x\"\n");
  lint::Finding& finding = run.finding(run.at(file, "\"x\""), "wrong name");
  finding.when = "IsProd is false";
  finding.help = "write y";
  finding.resource = "module.net.aws_vpc_endpoint.ei[\"a\"]";
  const json run_object = run_of(run);
  const json& result = run_object["results"][0];
  EXPECT_EQ(result["ruleId"], "EI201");
  EXPECT_EQ(run_object["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()]["id"], "EI201");
  EXPECT_EQ(result["level"], "error");
  EXPECT_EQ(result["message"]["text"], "wrong name (when IsProd is false).\nhelp: write y");
  EXPECT_EQ(result["locations"], json::parse(R"([{
      "physicalLocation": {"artifactLocation": {"uri": "net/main.tf", "uriBaseId": "%SRCROOT%"},
                           "region": {"startLine": 2, "startColumn": 10, "endLine": 2, "endColumn": 13}},
      "logicalLocations": [{"fullyQualifiedName": "module.net.aws_vpc_endpoint.ei[\"a\"]", "kind": "resource"}]}])"));
  EXPECT_TRUE(run_object["originalUriBaseIds"].contains("%SRCROOT%"));
  for (const char* absent : {"relatedLocations", "fixes", "suppressions"}) EXPECT_FALSE(result.contains(absent));
}

TEST(Sarif, LevelsAreErrorWarningAndNote) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  run.finding(run.at(file, "a"), "x").severity = lint::Severity::warning;
  run.finding(run.at(file, "b"), "y").severity = lint::Severity::info;
  const json results = run_of(run)["results"];
  EXPECT_EQ(results[0]["level"], "warning");
  EXPECT_EQ(results[1]["level"], "note");
}

TEST(Sarif, PathsAreUris) {
  Written run;
  const auto uri = [&](const char* path) {
    run.result.findings.clear();
    run.finding({run.file(path, "abc"), 0, 1}, "x");
    return first_of(run)["locations"][0]["physicalLocation"]["artifactLocation"];
  };
  EXPECT_EQ(uri("a b/größe#1?100%.tf")["uri"], "a%20b/gr%C3%B6%C3%9Fe%231%3F100%25.tf");
  EXPECT_EQ(uri("a:b/[c].tf")["uri"], "a%3Ab/%5Bc%5D.tf");  // no scheme
  EXPECT_EQ(uri("/elsewhere/main.tf"), json({{"uri", "file:///elsewhere/main.tf"}}));
  EXPECT_EQ(uri("../main.tf"), json({{"uri", "../main.tf"}}));  // not below the root
}

TEST(Sarif, ColumnsCountCodePoints) {
  Written run;
  const auto file = run.file("main.tf", "ö😀 abc\r\n  d\r\n");
  run.finding(run.at(file, "abc\r\n  d"), "x");
  EXPECT_EQ(first_of(run)["locations"][0]["physicalLocation"]["region"],
            json::parse(R"({"startLine": 1, "startColumn": 4, "endLine": 2, "endColumn": 4})"));
}

TEST(Sarif, RelatedPlacesAreLocationsAndTheOthersAreSaid) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  const auto variables = run.file("variables.tf", "default");
  lint::Finding& finding = run.finding(run.at(file, "a"), "x");
  finding.related = {{{}, "the same for a[1]"}, {run.at(variables, "default"), "the default"}};
  const json result = first_of(run);
  EXPECT_EQ(result["message"]["text"], "x.\nnote: the same for a[1]");
  ASSERT_EQ(result["relatedLocations"].size(), 1U);
  EXPECT_EQ(result["relatedLocations"][0]["id"], 1);
  EXPECT_EQ(result["relatedLocations"][0]["message"]["text"], "the default");
  EXPECT_EQ(result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"], "variables.tf");
}

TEST(Sarif, FixesAreReplacementsFileByFile) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  const auto other = run.file("other.tf", "abc");
  lint::Finding& finding = run.finding(run.at(file, "a"), "x");
  finding.fixes = {
      {"mend it", true, {{run.at(file, "a"), "A"}, {run.at(other, "b"), "B"}, {{file, 3, 3}, "\"put in\"\n"}}}};
  const json fixes = first_of(run)["fixes"];
  ASSERT_EQ(fixes.size(), 1U);
  EXPECT_EQ(fixes[0]["description"]["text"], "mend it");
  ASSERT_EQ(fixes[0]["artifactChanges"].size(), 2U);
  const json& replacements = fixes[0]["artifactChanges"][0]["replacements"];
  ASSERT_EQ(replacements.size(), 2U);
  EXPECT_EQ(replacements[1]["deletedRegion"],
            json::parse(R"({"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 4})"));
  EXPECT_EQ(replacements[1]["insertedContent"]["text"], "\"put in\"\n");
}

TEST(Sarif, FingerprintsStayWhenLinesMove) {
  const auto fingerprints = [](const std::string& before) {
    Written run;
    const auto file = run.file("main.tf", before + "abc");
    run.finding(run.at(file, "a"), "x");
    run.finding(run.at(file, "b"), "x");
    const json results = run_of(run)["results"];
    return std::pair{results[0]["partialFingerprints"], results[1]["partialFingerprints"]};
  };
  const auto there = fingerprints("");
  EXPECT_TRUE(there.first.contains("primaryLocationLineHash"));
  EXPECT_NE(there.first, there.second);
  EXPECT_EQ(fingerprints("\n\n"), there);
}

TEST(Sarif, WhatIsSuppressedIsMarkedAndTheRestIsSaidNotToBe) {
  Written run;
  const auto file = run.file("main.tf", "abc # tieline: ignore");
  run.finding(run.at(file, "a"), "x");
  run.suppressed(run.at(file, "b"), "y", {lint::Suppression::By::comment, "on purpose", run.at(file, "# tieline")});
  run.suppressed(run.at(file, "c"), "z", {lint::Suppression::By::baseline, ""});
  const json results = run_of(run)["results"];
  ASSERT_EQ(results.size(), 3U);
  EXPECT_EQ(results[0]["suppressions"], json::array());
  const json& comment = results[1]["suppressions"][0];
  EXPECT_EQ(comment["kind"], "inSource");
  EXPECT_EQ(comment["status"], "accepted");
  EXPECT_EQ(comment["justification"], "on purpose");
  EXPECT_EQ(comment["location"]["physicalLocation"]["region"]["startColumn"], 5);
  EXPECT_EQ(results[2]["suppressions"], json::parse(R"([{"kind": "external", "status": "accepted"}])"));
}

TEST(Sarif, ACategoryEndsInASlash) {
  Written run;
  run.category = "network/prod";
  EXPECT_EQ(run_of(run)["automationDetails"]["id"], "network/prod/");
  run.category = "network/";
  EXPECT_EQ(run_of(run)["automationDetails"]["id"], "network/");
}

TEST(Sarif, WithoutAPlaceItIsANoteOfTheInvocation) {
  Written run;
  run.finding({}, "x.tf cannot be read");
  const json run_object = run_of(run);
  EXPECT_EQ(run_object["results"], json::array());
  const json& note = run_object["invocations"][0]["toolExecutionNotifications"][0];
  EXPECT_EQ(note["message"]["text"], "x.tf cannot be read");
  EXPECT_EQ(note["level"], "error");
  EXPECT_EQ(note["associatedRule"]["id"], "EI201");
}

TEST(Sarif, BytesThatAreNoUtf8AreReplaced) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  run.finding(run.at(file, "a"), "a\xFFz");
  EXPECT_EQ(first_of(run)["message"]["text"], "a\uFFFDz");
}

}  // namespace
}  // namespace tieline::report
