#include "report/report.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tieline::report {
namespace {

constexpr std::array<std::pair<std::string_view, Writer>, 3> formats{{
    {"text", write_text},
    {"json", write_json},
    {"sarif", write_sarif},
}};

}  // namespace

Writer find_format(std::string_view name) {
  const auto found = std::find_if(formats.begin(), formats.end(), [&](const auto& f) { return f.first == name; });
  return found == formats.end() ? nullptr : found->second;
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const auto& format : formats) names.emplace_back(format.first);
  return names;
}

std::string full_message(const lint::Finding& finding) {
  return finding.when.empty() ? finding.message : finding.message + " (when " + finding.when + ")";
}

Counts count(const std::vector<lint::Finding>& findings) {
  Counts counts;
  for (const lint::Finding& finding : findings) {
    switch (finding.severity) {
      case lint::Severity::error:
        ++counts.errors;
        break;
      case lint::Severity::warning:
        ++counts.warnings;
        break;
      case lint::Severity::info:
        ++counts.infos;
        break;
    }
  }
  return counts;
}

}  // namespace tieline::report
