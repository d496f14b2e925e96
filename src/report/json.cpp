#include <nlohmann/json.hpp>

#include "lint/fingerprint.h"
#include "report/report.h"
#include "report/wording.h"

namespace tieline::report {
namespace {

using Json = nlohmann::ordered_json;

Json json_position(const text::Position& at) { return {{"line", at.line}, {"column", at.column}}; }

/// 1-based lines and columns (code points); the end is exclusive.
Json range(const text::SourceManager& sources, const text::Span& span) {
  if (!span.valid()) return nullptr;
  return {{"start", json_position(sources.start(span))}, {"end", json_position(sources.end(span))}};
}

Json file(const text::SourceManager& sources, const text::Span& span) {
  return span.valid() ? Json(sources.file(span.file).path()) : Json(nullptr);
}

Json finding_object(const text::SourceManager& sources, const lint::Finding& finding, const std::string& fingerprint) {
  Json related = Json::array();
  for (const auto& place : finding.related) {
    related.push_back(
        {{"message", place.message}, {"file", file(sources, place.span)}, {"range", range(sources, place.span)}});
  }
  Json fixes = Json::array();
  for (const auto& fix : finding.fixes) {
    Json edits = Json::array();
    for (const auto& edit : fix.edits) {
      edits.push_back({{"file", file(sources, edit.span)},
                       {"range", range(sources, edit.span)},
                       {"replacement", edit.replacement}});
    }
    fixes.push_back({{"description", fix.description}, {"safe", fix.safe}, {"edits", std::move(edits)}});
  }
  return {{"code", finding.code},
          {"name", finding.name},
          {"severity", lint::name_of(finding.severity)},
          {"message", full_message(finding)},
          {"help", finding.help},
          {"when", finding.when.empty() ? Json(nullptr) : Json(finding.when)},
          {"resource", finding.resource.empty() ? Json(nullptr) : Json(finding.resource)},
          {"file", file(sources, finding.span)},
          {"range", range(sources, finding.span)},
          {"related", std::move(related)},
          {"fixes", std::move(fixes)},
          {"fingerprint", fingerprint}};
}

Json finding_list(const text::SourceManager& sources, const std::vector<lint::Finding>& findings) {
  const std::vector<std::string> names = lint::fingerprints(findings, sources);
  Json list = Json::array();
  for (std::size_t i = 0; i < findings.size(); ++i) {
    list.push_back(finding_object(sources, findings[i], names[i]));
    if (const auto& suppression = findings[i].suppression) {
      const bool comment = suppression->by == lint::Suppression::By::comment;
      list.back()["suppression"] = {{"by", comment ? "comment" : "baseline"},
                                    {"reason", suppression->reason},
                                    {"file", file(sources, suppression->span)},
                                    {"range", range(sources, suppression->span)}};
    }
  }
  return list;
}

}  // namespace

void write_json(std::ostream& out, const Report& report) {
  const Counts counts = count(report.result.findings);
  const Json object = {{"version", report.version},
                       {"summary",
                        {{"files", report.result.files},
                         {"root_modules", report.result.root_modules},
                         {"templates", report.result.templates},
                         {"errors", counts.errors},
                         {"warnings", counts.warnings},
                         {"infos", counts.infos},
                         {"suppressed", report.result.suppressed.size()}}},
                       {"findings", finding_list(report.sources, report.result.findings)},
                       {"suppressed", finding_list(report.sources, report.result.suppressed)}};
  out << object.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace tieline::report
