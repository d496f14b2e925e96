// The JSON report: what scripts rely on.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/fixture.h"

namespace tieline::report {
namespace {

using nlohmann::json;
using test::Written;

TEST(Json, SaysEverythingOfAFinding) {
  Written run;
  const auto file = run.file("net/main.tf", "one\r\n  ö = \"x\"\r\n");
  const auto variables = run.file("variables.tf", "default");
  lint::Finding& finding = run.finding(run.at(file, "\"x\""), "wrong name");
  finding.when = "IsProd is false";
  finding.help = "write y";
  finding.resource = "aws_vpc_endpoint.ei";
  finding.related = {{run.at(variables, "default"), "the default"}, {{}, "the same for a[1]"}};
  finding.fixes = {{"use y", false, {{run.at(file, "x"), "y"}}}};
  json report = json::parse(run.in("json"));
  EXPECT_EQ(report["version"], "1.2.3");
  EXPECT_EQ(report["findings"][0]["fingerprint"].get<std::string>().size(), 16U);
  report["findings"][0].erase("fingerprint");
  EXPECT_EQ(report["findings"], json::parse(R"json([{
    "code": "EI201", "name": "wrong-endpoint-service-name", "severity": "error",
    "message": "wrong name (when IsProd is false)", "help": "write y", "when": "IsProd is false",
    "resource": "aws_vpc_endpoint.ei", "file": "net/main.tf",
    "range": {"start": {"line": 2, "column": 7}, "end": {"line": 2, "column": 10}},
    "related": [
      {"message": "the default", "file": "variables.tf",
       "range": {"start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 8}}},
      {"message": "the same for a[1]", "file": null, "range": null}],
    "fixes": [{"description": "use y", "safe": false, "edits": [
      {"file": "net/main.tf", "range": {"start": {"line": 2, "column": 8}, "end": {"line": 2, "column": 9}},
       "replacement": "y"}]}]
}])json"));
}

TEST(Json, CountsWhatItReports) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  run.finding(run.at(file, "a"), "x");
  run.finding(run.at(file, "b"), "y").severity = lint::Severity::warning;
  run.finding(run.at(file, "c"), "z").severity = lint::Severity::info;
  run.result.root_modules = 1;
  EXPECT_EQ(json::parse(run.in("json"))["summary"], json::parse(R"({
    "files": 1, "root_modules": 1, "templates": 0, "errors": 1, "warnings": 1, "infos": 1, "suppressed": 0})"));
}

TEST(Json, SaysWhatWasSuppressedAndWhy) {
  Written run;
  const auto file = run.file("main.tf", "abc # why");
  run.suppressed(run.at(file, "a"), "x", {lint::Suppression::By::comment, "why", run.at(file, "# why")});
  run.suppressed(run.at(file, "b"), "y", {lint::Suppression::By::baseline, ""});
  const json report = json::parse(run.in("json"));
  EXPECT_EQ(report["summary"]["suppressed"], 2);
  EXPECT_EQ(report["summary"]["errors"], 0);
  EXPECT_EQ(report["findings"], json::array());
  EXPECT_EQ(report["suppressed"][0]["message"], "x");
  EXPECT_EQ(report["suppressed"][0]["suppression"], json::parse(R"({"by": "comment", "reason": "why",
    "file": "main.tf", "range": {"start": {"line": 1, "column": 5}, "end": {"line": 1, "column": 10}}})"));
  EXPECT_EQ(report["suppressed"][1]["suppression"],
            json::parse(R"({"by": "baseline", "reason": "", "file": null, "range": null})"));
}

TEST(Json, WhatIsAbsentIsNull) {
  Written run;
  run.finding({}, "x");
  const json finding = json::parse(run.in("json"))["findings"][0];
  for (const char* key : {"when", "resource", "file", "range"}) EXPECT_TRUE(finding[key].is_null()) << key;
  EXPECT_EQ(finding["help"], "");
  EXPECT_EQ(finding["related"], json::array());
}

TEST(Json, BytesThatAreNoUtf8AreReplaced) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  run.finding(run.at(file, "a"), "a\xFFz");
  EXPECT_EQ(json::parse(run.in("json"))["findings"][0]["message"], "a\uFFFDz");
}

}  // namespace
}  // namespace tieline::report
