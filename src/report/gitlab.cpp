// GitLab's Code Quality report: an array of objects after Code Climate's format, reduced to what GitLab reads.
// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format

#include <nlohmann/json.hpp>

#include "lint/fingerprint.h"
#include "report/report.h"
#include "report/wording.h"

namespace tieline::report {
namespace {

using Json = nlohmann::ordered_json;

std::string_view gitlab_severity(lint::Severity severity) {
  switch (severity) {
    case lint::Severity::error:
      return "critical";
    case lint::Severity::warning:
      return "minor";
    case lint::Severity::info:
      return "info";
  }
  return "critical";
}

}  // namespace

void write_gitlab(std::ostream& out, const Report& report) {
  const auto& findings = report.result.findings;
  const std::vector<std::string> names = lint::fingerprints(findings, report.sources);
  Json issues = Json::array();
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const lint::Finding& finding = findings[i];
    const std::uint32_t begin = report.sources.start(finding.span).line;
    const std::uint32_t end = report.sources.end(finding.span).line;
    issues.push_back({{"description", std::string(finding.code) + ": " + full_message(finding)},
                      {"check_name", finding.name},
                      {"fingerprint", names[i]},
                      {"severity", gitlab_severity(finding.severity)},
                      {"location", {{"path", path_of(report, finding)}, {"lines", {{"begin", begin}, {"end", end}}}}}});
    if (std::string body = notes(report, finding); !body.empty()) {
      issues.back()["content"] = {{"body", std::move(body)}};
    }
  }
  out << issues.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace tieline::report
