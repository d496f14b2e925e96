// Reviewdog's diagnostic format: rdjson is one DiagnosticResult, rdjsonl one Diagnostic a line. Columns count the bytes
// of UTF-8, ends are exclusive. github.com/reviewdog/reviewdog, proto/rdf/reviewdog.proto

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "report/report.h"
#include "report/unicode.h"
#include "report/wording.h"

namespace tieline::report {
namespace {

using Json = nlohmann::ordered_json;

/// Lines that one suggestion may replace. A fix with edits further apart would show mostly what stays as it is.
constexpr std::uint32_t most_lines = 30;

std::string_view rdjson_severity(lint::Severity severity) {
  switch (severity) {
    case lint::Severity::error:
      return "ERROR";
    case lint::Severity::warning:
      return "WARNING";
    case lint::Severity::info:
      return "INFO";
  }
  return "ERROR";
}

Json rdjson_position(const text::Position& at) { return {{"line", at.line}, {"column", at.column}}; }

Json range(const Report& report, const text::Span& span) {
  return {{"start", rdjson_position(report.sources.start(span, text::ColumnUnit::bytes))},
          {"end", rdjson_position(report.sources.end(span, text::ColumnUnit::bytes))}};
}

Json location(const Report& report, const text::Span& span) {
  return {{"path", report.sources.file(span.file).path()}, {"range", range(report, span)}};
}

/// A fix as the one replacement that a suggestion can be: of everything from its first edit to its last, which must be
/// in the finding's own file, near each other, and text.
std::optional<Json> suggestion(const Report& report, const lint::Finding& finding, const lint::Fix& fix) {
  if (fix.edits.empty()) return std::nullopt;
  std::vector<graph::Edit> edits = fix.edits;
  std::stable_sort(edits.begin(), edits.end(),
                   [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
  text::Span whole = edits.front().span;
  for (const graph::Edit& edit : edits) {
    if (edit.span.file != finding.span.file) return std::nullopt;
    whole = text::join(whole, edit.span);
  }
  if (report.sources.end(whole).line - report.sources.start(whole).line >= most_lines) return std::nullopt;
  std::string text;
  std::uint32_t at = whole.begin;
  for (const graph::Edit& edit : edits) {
    text += report.sources.text({whole.file, at, edit.span.begin});
    text += edit.replacement;
    at = edit.span.end;
  }
  if (well_formed(text) != text) return std::nullopt;
  return Json{{"range", range(report, whole)}, {"text", std::move(text)}};
}

Json source() { return {{"name", "tieline"}, {"url", project_url}}; }

Json diagnostic(const Report& report, const lint::Finding& finding) {
  Json object = {{"message", message_with_notes(report, finding, Notes::without_place)},
                 {"location", finding.span.valid() ? location(report, finding.span) : Json{{"path", "."}}},
                 {"severity", rdjson_severity(finding.severity)},
                 {"code", {{"value", finding.code}, {"url", rule_url(finding.code)}}}};
  Json suggestions = Json::array();
  for (const lint::Fix& fix : finding.fixes) {
    if (auto one = suggestion(report, finding, fix)) suggestions.push_back(std::move(*one));
  }
  if (!suggestions.empty()) object["suggestions"] = std::move(suggestions);
  Json related = Json::array();
  for (const auto& place : finding.related) {
    if (place.span.valid()) {
      related.push_back({{"message", place.message}, {"location", location(report, place.span)}});
    }
  }
  if (!related.empty()) object["related_locations"] = std::move(related);
  return object;
}

}  // namespace

void write_rdjson(std::ostream& out, const Report& report) {
  Json diagnostics = Json::array();
  for (const lint::Finding& finding : report.result.findings) diagnostics.push_back(diagnostic(report, finding));
  const Json result = {{"source", source()}, {"diagnostics", std::move(diagnostics)}};
  out << result.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

void write_rdjsonl(std::ostream& out, const Report& report) {
  for (const lint::Finding& finding : report.result.findings) {
    Json object = diagnostic(report, finding);
    object["source"] = source();
    out << object.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  }
}

}  // namespace tieline::report
