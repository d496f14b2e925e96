// GitLab's Code Quality report.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/fixture.h"

namespace tieline::report {
namespace {

using nlohmann::json;
using test::Written;

TEST(Gitlab, AnIssueForEachFinding) {
  Written run;
  const auto file = run.file("a b/größe #1.tf", "one\ntwo\nthree\n");
  lint::Finding& finding = run.finding(run.at(file, "two\nthree"), "wrong \"name\"");
  finding.when = "IsProd is false";
  finding.help = "write it right";
  const json issues = json::parse(run.in("gitlab"));
  ASSERT_EQ(issues.size(), 1U);
  const json& issue = issues[0];
  EXPECT_EQ(issue["description"], "EI201: wrong \"name\" (when IsProd is false)");
  EXPECT_EQ(issue["check_name"], "wrong-endpoint-service-name");
  EXPECT_EQ(issue["severity"], "critical");
  EXPECT_EQ(issue["location"], json::parse(R"({"path": "a b/größe #1.tf", "lines": {"begin": 2, "end": 3}})"));
  EXPECT_EQ(issue["content"]["body"], "help: write it right");
  EXPECT_EQ(issue["fingerprint"].get<std::string>().size(), 16U);
}

TEST(Gitlab, SeveritiesAreItsOwn) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  run.finding(run.at(file, "a"), "x").severity = lint::Severity::warning;
  run.finding(run.at(file, "b"), "y").severity = lint::Severity::info;
  const json issues = json::parse(run.in("gitlab"));
  EXPECT_EQ(issues[0]["severity"], "minor");
  EXPECT_EQ(issues[1]["severity"], "info");
}

TEST(Gitlab, FingerprintsDifferBetweenFindingsAlikeAndStayWhenLinesMove) {
  const auto fingerprints = [](const std::string& before) {
    Written run;
    const auto file = run.file("main.tf", before + "abc");
    run.finding(run.at(file, "a"), "x");
    run.finding(run.at(file, "b"), "x");
    const json issues = json::parse(run.in("gitlab"));
    return std::pair{issues[0]["fingerprint"], issues[1]["fingerprint"]};
  };
  const auto there = fingerprints("");
  EXPECT_NE(there.first, there.second);
  EXPECT_EQ(fingerprints("\n\n# a comment\n"), there);
}

TEST(Gitlab, AFindingWithoutAPlaceHasOneAllTheSame) {
  Written run;
  run.finding({}, "x");
  EXPECT_EQ(json::parse(run.in("gitlab"))[0]["location"],
            json::parse(R"({"path": ".", "lines": {"begin": 1, "end": 1}})"));
}

TEST(Gitlab, BytesThatAreNoUtf8AreReplaced) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  run.finding(run.at(file, "a"), "a\xFFz");
  EXPECT_EQ(json::parse(run.in("gitlab"))[0]["description"], "EI201: a\uFFFDz");
}

TEST(Gitlab, NothingIsAnEmptyArray) { EXPECT_EQ(Written().in("gitlab"), "[]\n"); }

}  // namespace
}  // namespace tieline::report
