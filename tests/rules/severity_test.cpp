// How severe each finding is: what the catalogue says of its rule, but for grants that are void.

#include <gtest/gtest.h>

#include <string>

#include "lint/driver.h"
#include "lint/rule.h"
#include "support/source_dir.h"

namespace tieline {
namespace {

std::vector<lint::Finding> findings_in(const std::string& path) {
  text::SourceManager sources;
  lint::RunOptions options;
  options.paths = {test::source_dir() / "testdata" / path};
  options.terraform.read_environment = false;
  return lint::run(sources, options).findings;
}

/// The severity of the one finding of that code.
std::string severity_of(const std::string& code, const std::string& path) {
  std::string severity;
  for (const lint::Finding& finding : findings_in(path)) {
    if (finding.code != code) continue;
    EXPECT_EQ(severity, "") << "found twice";
    severity = lint::name_of(finding.severity);
  }
  return severity;
}

TEST(Severity, IsTheRulesOwn) {
  for (const lint::Finding& finding : findings_in("realistic")) {
    if (finding.code == "EI104") continue;
    const lint::Rule* rule = lint::find_rule(finding.code);
    ASSERT_NE(rule, nullptr);
    EXPECT_EQ(finding.severity, rule->info.severity) << finding.code;
    EXPECT_FALSE(finding.help.empty()) << finding.code;
  }
}

TEST(Severity, ANarrowGrantIsAWarningAndAVoidOneAnError) {
  const std::string folder = "EI104-ei-action-restricted/";
  EXPECT_EQ(severity_of("EI104", folder + "terraform/bad-connect-resource"), "warning");
  EXPECT_EQ(severity_of("EI104", folder + "terraform/bad-condition-on-describe"), "warning");
  EXPECT_EQ(severity_of("EI104", folder + "terraform/bad-void-grant"), "error");
  EXPECT_EQ(severity_of("EI104", folder + "cloudformation/bad-void-grant.yaml"), "error");
}

}  // namespace
}  // namespace tieline
