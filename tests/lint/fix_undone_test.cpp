// A fix that keeps its file from parsing is undone. No rule of ours makes one, so there is one here that does.

#include "lint/fixing.h"
#include "lint/rule.h"
#include "scratch_run.h"

#include <gtest/gtest.h>

namespace tieline::lint {
namespace {

/// Takes the closing brace away from every resource of a type that nobody has.
void check(Check& check) {
  for (const graph::Resource& resource : check.model.graph().resources()) {
    if (resource.type != "test_broken_by_its_fix") continue;
    Draft draft;
    draft.resource = &resource;
    draft.message = "this has a brace";
    draft.fixes = {{"take it away", true, {{{resource.span.file, resource.span.end - 1, resource.span.end}, ""}}}};
    check.reporter.report(std::move(draft));
  }
}

const Rule rule{{.code = "XX001",
                 .name = "broken-by-its-fix",
                 .severity = Severity::warning,
                 .summary = "a brace",
                 .explanation = "Braces.",
                 .bad = "",
                 .good = "",
                 .fix_hint = "",
                 .fix = FixKind::safe},
                check};
const Register registered(rule);

TEST(FixUndone, AFileThatWouldNotParseStaysAsItWasAndOthersAreFixed) {
  constexpr std::string_view broken = "resource \"test_broken_by_its_fix\" \"a\" {\n  b = 1\n}\n";
  const std::string endpoint =
      "resource \"aws_vpc_endpoint\" \"ei\" {\n  service_name = \"com.amazonaws.us-west-2.elastic-inference\"\n}\n";
  testing::ScratchRun scratch;
  scratch.scratch.write("one/main.tf", broken);
  scratch.scratch.write("two/main.tf", endpoint);
  const FixOutcome outcome = fix(scratch.options, false);
  ASSERT_EQ(outcome.files.size(), 1U);
  EXPECT_NE(outcome.files.front().shown.find("two/main.tf"), std::string::npos);
  ASSERT_EQ(outcome.notes.size(), 1U);
  EXPECT_NE(outcome.notes.front().find("one/main.tf would not parse with its fixes; it is left as it is"),
            std::string::npos)
      << outcome.notes.front();
  const auto is_left = [](const Finding& finding) { return finding.code == "XX001"; };
  EXPECT_EQ(std::count_if(outcome.result.findings.begin(), outcome.result.findings.end(), is_left), 1);
}

}  // namespace
}  // namespace tieline::lint
