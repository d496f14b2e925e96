// `tieline rules`, `tieline explain`, `tieline --version`.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/program.h"

namespace tieline {
namespace {

using test::run_program;

TEST(Rules, AreListedOneALine) {
  const auto run = run_program({{"rules"}});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_NE(run.out.find("\nEI302  error    endpoint-ingress-missing "), std::string::npos) << run.out;
  EXPECT_EQ(run.err, "");
}

TEST(Rules, AreAJsonArrayWithAllThatIsKnownOfThem) {
  const auto run = run_program({{"rules", "--format", "json"}});
  ASSERT_EQ(run.exit_code, 0);
  const auto rules = nlohmann::json::parse(run.out);
  ASSERT_GE(rules.size(), 41U);
  for (const auto& rule : rules) {
    for (const char* key : {"code", "name", "severity", "summary", "explanation", "bad", "good", "fix"}) {
      EXPECT_TRUE(rule.contains(key) && rule[key].is_string() && !rule[key].get<std::string>().empty())
          << rule["code"] << ' ' << key;
    }
  }
}

TEST(Rules, KnowNoOtherFormat) {
  const auto run = run_program({{"rules", "--format", "sarif"}});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_EQ(run.out, "");
  EXPECT_NE(run.err.find("use text or json"), std::string::npos) << run.err;
}

TEST(Explain, TakesACodeOrANameInAnyCase) {
  const auto by_code = run_program({{"explain", "EI302"}});
  EXPECT_EQ(by_code.exit_code, 0);
  EXPECT_TRUE(by_code.out.starts_with("EI302 endpoint-ingress-missing (error)\n")) << by_code.out;
  for (const char* part : {"\nBad:\n", "\nGood:\n", "\nHow to fix it: "}) {
    EXPECT_NE(by_code.out.find(part), std::string::npos) << part;
  }
  EXPECT_EQ(run_program({{"explain", "ei302"}}).out, by_code.out);
  EXPECT_EQ(run_program({{"explain", "Endpoint-Ingress-Missing"}}).out, by_code.out);
}

TEST(Explain, SuggestsTheNearestCodeOrName) {
  const auto code = run_program({{"explain", "EI3O2"}});
  EXPECT_EQ(code.exit_code, 2);
  EXPECT_EQ(code.out, "");
  EXPECT_EQ(code.err, "tieline: there is no rule 'EI3O2'; did you mean EI302? `tieline rules` lists them\n");
  const auto name = run_program({{"explain", "endpoint-ingres-missing"}});
  EXPECT_EQ(name.exit_code, 2);
  EXPECT_NE(name.err.find("did you mean endpoint-ingress-missing?"), std::string::npos) << name.err;
}

TEST(Explain, SuggestsNothingWhereNothingIsNear) {
  const auto run = run_program({{"explain", "tomatoes"}});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_EQ(run.err, "tieline: there is no rule 'tomatoes'; `tieline rules` lists them\n");
}

TEST(Explain, NeedsACode) { EXPECT_EQ(run_program({{"explain"}}).exit_code, 2); }

TEST(Version, IsOneLine) {
  const auto run = run_program({{"--version"}});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_TRUE(run.out.starts_with("tieline ")) << run.out;
  EXPECT_EQ(std::count(run.out.begin(), run.out.end(), '\n'), 1);
}

TEST(Help, NamesTheCommandsAndTheExitCodes) {
  const auto run = run_program({{"--help"}});
  EXPECT_EQ(run.exit_code, 0);
  for (const char* part : {"check", "rules", "explain", "graph", "eval", "Exit code"}) {
    EXPECT_NE(run.out.find(part), std::string::npos) << part;
  }
}

}  // namespace
}  // namespace tieline
