// What several worlds and several instances say becomes one finding.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "graph/graph.h"
#include "lint/graph_findings.h"
#include "lint/rule.h"

namespace tieline::lint {
namespace {

using text::Span;
using value::Condition;

constexpr RuleInfo sample_rule{.code = "EI999",
                               .name = "a-test",
                               .severity = Severity::warning,
                               .summary = {},
                               .explanation = {},
                               .bad = {},
                               .good = {},
                               .fix_hint = {}};

class Reports : public ::testing::Test {
 protected:
  graph::Resource resource(std::string_view address, Condition when = Condition::always()) const {
    return {.language = graph::Language::terraform,
            .mode = graph::Mode::managed,
            .address = address,
            .type = "aws_vpc_endpoint",
            .name = "ei",
            .attributes = {},
            .span = {},
            .header = Span{text::FileId{0}, 10, 20},
            .when = when,
            .region = {}};
  }

  Draft draft(const graph::Resource& on, std::string cause = {}) const {
    Draft made;
    made.resource = &on;
    made.message = "wrong";
    made.cause = std::move(cause);
    return made;
  }

  text::Arena arena;
  value::ConditionSpace space;
  value::World world{space, arena};
  Reporter reporter{sample_rule, world};
};

TEST_F(Reports, AFindingHasWhatTheRuleSays) {
  const graph::Resource endpoint = resource("aws_vpc_endpoint.ei");
  reporter.report(draft(endpoint));
  const auto findings = reporter.finish();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].code, "EI999");
  EXPECT_EQ(findings[0].name, "a-test");
  EXPECT_EQ(findings[0].severity, Severity::warning);
  EXPECT_EQ(findings[0].resource, "aws_vpc_endpoint.ei");
  EXPECT_EQ(findings[0].span, endpoint.header) << "where no place is given";
  EXPECT_EQ(findings[0].when, "");
  EXPECT_TRUE(reporter.finish().empty()) << "told once";
}

TEST_F(Reports, TheDraftMayBeMoreSevere) {
  const graph::Resource endpoint = resource("aws_vpc_endpoint.ei");
  Draft severe = draft(endpoint);
  severe.overrides_severity = true;
  severe.severity_override = Severity::error;
  reporter.report(severe);
  EXPECT_EQ(reporter.finish().at(0).severity, Severity::error);
}

TEST_F(Reports, WhatHoldsInEveryWorldIsSaidWithoutACondition) {
  const graph::Resource endpoint = resource("aws_vpc_endpoint.ei");
  const Condition prod = space.truth("IsProd");
  world.explore([&] {
    world.decide(prod);
    reporter.report(draft(endpoint));
  });
  const auto findings = reporter.finish();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].when, "");
}

TEST_F(Reports, WhatHoldsInSomeWorldsSaysInWhich) {
  const graph::Resource endpoint = resource("aws_vpc_endpoint.ei");
  const Condition prod = space.truth("IsProd");
  world.explore([&] {
    if (!world.decide(prod)) reporter.report(draft(endpoint));
  });
  EXPECT_EQ(reporter.finish().at(0).when, "IsProd is false");
}

TEST_F(Reports, ThatTheResourceExistsGoesWithoutSaying) {
  const Condition prod = space.truth("IsProd");
  const Condition nat = space.truth("var.nat");
  const graph::Resource endpoint = resource("aws_vpc_endpoint.ei", prod);
  world.explore([&] {
    if (world.decide(prod) && world.decide(nat)) reporter.report(draft(endpoint));
  });
  EXPECT_EQ(reporter.finish().at(0).when, "var.nat is true");
}

TEST_F(Reports, TwoCausesAtOnePlaceAreTwo) {
  const graph::Resource endpoint = resource("aws_vpc_endpoint.ei");
  reporter.report(draft(endpoint, "a"));
  reporter.report(draft(endpoint, "b"));
  reporter.report(draft(endpoint, "a"));
  EXPECT_EQ(reporter.finish().size(), 2U);
}

TEST_F(Reports, TwoPlacesInOneResourceAreTwo) {
  const graph::Resource endpoint = resource("aws_vpc_endpoint.ei");
  Draft elsewhere = draft(endpoint);
  elsewhere.span = Span{text::FileId{0}, 12, 14};
  reporter.report(draft(endpoint));
  reporter.report(elsewhere);
  EXPECT_EQ(reporter.finish().size(), 2U);
}

class Tidy : public Reports {
 protected:
  Tidy() {
    sources.add("b.tf", std::string(100, ' '));
    sources.add("a.tf", std::string(100, ' '));
  }
  static Finding finding(std::string_view code, std::string resource, Span span) {
    Finding made;
    made.code = code;
    made.message = "wrong";
    made.resource = std::move(resource);
    made.span = span;
    return made;
  }

  text::SourceManager sources;
};

TEST_F(Tidy, InstancesOfOneBlockAreOneFinding) {
  const Span block{text::FileId{0}, 10, 20};
  std::vector<Finding> findings{
      finding("EI401", "aws_vpc_endpoint.ei[1]", block), finding("EI401", "aws_vpc_endpoint.ei[0]", block),
      finding("EI206", "aws_vpc_endpoint.ei[0]", block), finding("EI401", "aws_vpc_endpoint.ei[1]", block)};
  tidy(findings, sources);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].code, "EI206");
  EXPECT_EQ(findings[1].resource, "aws_vpc_endpoint.ei[0]");
  ASSERT_EQ(findings[1].related.size(), 1U) << "each further instance once";
  EXPECT_EQ(findings[1].related[0].message, "the same for aws_vpc_endpoint.ei[1]");
}

TEST_F(Tidy, SortsByPathAndPlace) {
  std::vector<Finding> findings{finding("EI401", "x", Span{text::FileId{0}, 1, 2}),
                                finding("EI302", "x", Span{text::FileId{1}, 50, 60}),
                                finding("EI303", "x", Span{text::FileId{1}, 5, 6})};
  tidy(findings, sources);
  ASSERT_EQ(findings.size(), 3U);
  EXPECT_EQ(findings[0].code, "EI303");
  EXPECT_EQ(findings[1].code, "EI302");
  EXPECT_EQ(findings[2].code, "EI401");
}

}  // namespace
}  // namespace tieline::lint
