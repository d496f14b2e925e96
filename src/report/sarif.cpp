#include <nlohmann/json.hpp>
#include <unordered_map>

#include "lint/fingerprint.h"
#include "lint/rule.h"
#include "report/report.h"

namespace tieline::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view schema = "https://json.schemastore.org/sarif-2.1.0.json";
constexpr std::string_view information = "https://github.com/tieline/tieline";

std::string_view level_of(lint::Severity severity) {
  switch (severity) {
    case lint::Severity::error:
      return "error";
    case lint::Severity::warning:
      return "warning";
    case lint::Severity::info:
      return "note";
  }
  return "error";
}

/// A path as a URI reference: everything but the unreserved characters and `/` percent-encoded (RFC 3986).
std::string uri_of(std::string_view path) {
  std::string uri;
  for (const char byte : path) {
    const auto code = static_cast<unsigned char>(byte);
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
                       std::string_view("-._~/").find(byte) != std::string_view::npos;
    if (plain) {
      uri += byte;
    } else {
      uri += '%';
      uri += "0123456789ABCDEF"[code >> 4U];
      uri += "0123456789ABCDEF"[code & 15U];
    }
  }
  return uri.starts_with("/") ? "file://" + uri : uri;
}

Json region(const text::SourceManager& sources, const text::Span& span) {
  const text::Position start = sources.start(span);
  const text::Position end = sources.end(span);
  return {{"startLine", start.line}, {"startColumn", start.column}, {"endLine", end.line}, {"endColumn", end.column}};
}

Json artifact(const text::SourceManager& sources, const text::Span& span) {
  return {{"uri", uri_of(sources.file(span.file).path())}};
}

Json physical_location(const text::SourceManager& sources, const text::Span& span) {
  return {{"artifactLocation", artifact(sources, span)}, {"region", region(sources, span)}};
}

std::string help_markdown(const lint::RuleInfo& info) {
  std::string text(info.explanation);
  text += "\n\n**Bad**\n\n```\n" + std::string(info.bad) + "\n```\n\n**Good**\n\n```\n" + std::string(info.good) +
          "\n```\n\n" + std::string(info.fix_hint) + "\n";
  return text;
}

Json rule_object(const lint::RuleInfo& info) {
  return {{"id", info.code},
          {"name", info.name},
          {"shortDescription", {{"text", info.summary}}},
          {"fullDescription", {{"text", info.explanation}}},
          {"help",
           {{"text", std::string(info.explanation) + "\n\n" + std::string(info.fix_hint)},
            {"markdown", help_markdown(info)}}},
          {"defaultConfiguration", {{"level", level_of(info.severity)}}}};
}

Json fix_object(const text::SourceManager& sources, const lint::Fix& fix) {
  Json changes = Json::array();
  std::unordered_map<text::FileId, std::size_t> by_file;
  for (const auto& edit : fix.edits) {
    const auto [found, added] = by_file.emplace(edit.span.file, changes.size());
    if (added) {
      changes.push_back({{"artifactLocation", artifact(sources, edit.span)}, {"replacements", Json::array()}});
    }
    changes[found->second]["replacements"].push_back(
        {{"deletedRegion", region(sources, edit.span)}, {"insertedContent", {{"text", edit.replacement}}}});
  }
  return {{"description", {{"text", fix.description}}}, {"artifactChanges", std::move(changes)}};
}

Json location(const text::SourceManager& sources, const lint::Finding& finding) {
  Json place = Json::object();
  if (finding.span.valid()) place["physicalLocation"] = physical_location(sources, finding.span);
  if (!finding.resource.empty()) {
    place["logicalLocations"] = {{{"fullyQualifiedName", finding.resource}, {"kind", "resource"}}};
  }
  return place;
}

Json result_object(const text::SourceManager& sources, const lint::Finding& finding, std::size_t rule_index,
                   const std::string& fingerprint) {
  std::string message = full_message(finding);
  if (!finding.help.empty()) message += ". " + finding.help;
  Json result = {{"ruleId", finding.code},
                 {"ruleIndex", rule_index},
                 {"level", level_of(finding.severity)},
                 {"message", {{"text", message}}},
                 {"locations", {location(sources, finding)}},
                 {"partialFingerprints", {{"tieline/v1", fingerprint}}}};
  Json related = Json::array();
  for (const auto& place : finding.related) {
    if (!place.span.valid()) continue;
    related.push_back({{"id", related.size() + 1},
                       {"physicalLocation", physical_location(sources, place.span)},
                       {"message", {{"text", place.message}}}});
  }
  if (!related.empty()) result["relatedLocations"] = std::move(related);
  Json fixes = Json::array();
  for (const auto& fix : finding.fixes) fixes.push_back(fix_object(sources, fix));
  if (!fixes.empty()) result["fixes"] = std::move(fixes);
  return result;
}

}  // namespace

void write_sarif(std::ostream& out, const Report& report) {
  Json rules = Json::array();
  std::unordered_map<std::string_view, std::size_t> rule_index;
  for (const lint::Rule* rule : lint::all_rules()) {
    rule_index.emplace(rule->info.code, rules.size());
    rules.push_back(rule_object(rule->info));
  }
  const std::vector<std::string> names = lint::fingerprints(report.result.findings, report.sources);
  Json results = Json::array();
  for (std::size_t i = 0; i < report.result.findings.size(); ++i) {
    const lint::Finding& finding = report.result.findings[i];
    results.push_back(result_object(report.sources, finding, rule_index[finding.code], names[i]));
  }
  const Json log = {{"$schema", schema},
                    {"version", "2.1.0"},
                    {"runs",
                     {{{"tool",
                        {{"driver",
                          {{"name", "tieline"},
                           {"semanticVersion", report.version},
                           {"informationUri", information},
                           {"rules", std::move(rules)}}}}},
                       {"columnKind", "unicodeCodePoints"},
                       {"results", std::move(results)}}}}};
  out << log.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace tieline::report
