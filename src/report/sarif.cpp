#include <nlohmann/json.hpp>
#include <unordered_map>

#include "lint/fingerprint.h"
#include "lint/rule.h"
#include "report/report.h"
#include "report/wording.h"

namespace tieline::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view schema = "https://json.schemastore.org/sarif-2.1.0.json";
/// Paths are relative to the folder the command ran in; where that lies is the consumer's to know.
constexpr std::string_view root_id = "%SRCROOT%";

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
  const std::string& path = sources.file(span.file).path();
  Json location = {{"uri", uri_of(path)}};
  if (!path.starts_with("/") && !path.starts_with("..")) location["uriBaseId"] = root_id;
  return location;
}

Json physical_location(const text::SourceManager& sources, const text::Span& span) {
  return {{"artifactLocation", artifact(sources, span)}, {"region", region(sources, span)}};
}

std::string help_markdown(const lint::RuleInfo& info) {
  std::string text(info.explanation);
  text += "\n\n**Bad**\n\n```\n" + std::string(info.bad) + "\n```\n\n**Good**\n\n```\n" + std::string(info.good) +
          "\n```\n\n" + std::string(info.fix_hint) + "\n\n[More](" + rule_url(info.code) + ")\n";
  return text;
}

/// What code scanning sorts by: rules report on what the configuration settles, so they are precise.
Json rule_properties(const lint::RuleInfo& info) {
  const bool minor = info.severity == lint::Severity::info;
  return {{"tags", {info.code.starts_with("TL") ? "template" : "elastic-inference"}},
          {"precision", "very-high"},
          {"problem.severity", minor ? "recommendation" : lint::name_of(info.severity)}};
}

Json rule_object(const lint::RuleInfo& info) {
  return {{"id", info.code},
          {"name", info.name},
          {"shortDescription", {{"text", info.summary}}},
          {"fullDescription", {{"text", info.explanation}}},
          {"helpUri", rule_url(info.code)},
          {"help",
           {{"text", std::string(info.explanation) + "\n\n" + std::string(info.fix_hint)},
            {"markdown", help_markdown(info)}}},
          {"defaultConfiguration", {{"level", level_of(info.severity)}}},
          {"properties", rule_properties(info)}};
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
  Json place = {{"physicalLocation", physical_location(sources, finding.span)}};
  if (!finding.resource.empty()) {
    place["logicalLocations"] = {{{"fullyQualifiedName", finding.resource}, {"kind", "resource"}}};
  }
  return place;
}

Json suppression_object(const text::SourceManager& sources, const lint::Suppression& suppression) {
  const bool baseline = suppression.by == lint::Suppression::By::baseline;
  Json object = {{"kind", baseline ? "external" : "inSource"}, {"status", "accepted"}};
  if (!suppression.reason.empty()) object["justification"] = suppression.reason;
  if (suppression.span.valid()) {
    object["location"] = {{"physicalLocation", physical_location(sources, suppression.span)}};
  }
  return object;
}

/// The category is what stands before the last slash; what follows that would name this one run.
std::string category_id(std::string_view category) {
  return std::string(category) + (category.ends_with('/') ? "" : "/");
}

/// Writes one run.
class Run {
 public:
  explicit Run(const Report& report) : report_(report), sources_(report.sources) {
    for (const lint::Rule* rule : lint::all_rules()) {
      rule_index_.emplace(rule->info.code, rules_.size());
      rules_.push_back(rule_object(rule->info));
    }
  }

  Json object() {
    take(report_.result.findings);
    take(report_.result.suppressed);
    Json invocation = {{"executionSuccessful", true}};
    if (!notifications_.empty()) invocation["toolExecutionNotifications"] = std::move(notifications_);
    Json run = {{"tool",
                 {{"driver",
                   {{"name", "tieline"},
                    {"semanticVersion", report_.version},
                    {"informationUri", project_url},
                    {"rules", std::move(rules_)}}}}},
                {"invocations", {std::move(invocation)}},
                {"originalUriBaseIds", {{root_id, {{"description", {{"text", "the folder the command ran in"}}}}}}},
                {"columnKind", "unicodeCodePoints"},
                {"results", std::move(results_)}};
    if (!report_.category.empty()) run["automationDetails"] = {{"id", category_id(report_.category)}};
    return run;
  }

 private:
  void take(const std::vector<lint::Finding>& findings) {
    const std::vector<std::string> names = lint::fingerprints(findings, sources_);
    for (std::size_t i = 0; i < findings.size(); ++i) {
      if (findings[i].span.valid()) {
        results_.push_back(result(findings[i], names[i]));
      } else {
        notifications_.push_back(notification(findings[i]));
      }
    }
  }

  Json result(const lint::Finding& finding, const std::string& fingerprint) {
    std::string message = full_message(finding);
    if (const std::string below = notes(report_, finding, Notes::without_place); !below.empty()) {
      message += ".\n" + below;
    }
    Json object = {{"ruleId", finding.code},
                   {"ruleIndex", rule_index_[finding.code]},
                   {"level", level_of(finding.severity)},
                   {"message", {{"text", std::move(message)}}},
                   {"locations", {location(sources_, finding)}},
                   // GitHub follows a result by the second alone.
                   {"partialFingerprints", {{"tieline/v1", fingerprint}, {"primaryLocationLineHash", fingerprint}}}};
    Json related = Json::array();
    for (const auto& place : finding.related) {
      if (!place.span.valid()) continue;
      related.push_back({{"id", related.size() + 1},
                         {"physicalLocation", physical_location(sources_, place.span)},
                         {"message", {{"text", place.message}}}});
    }
    if (!related.empty()) object["relatedLocations"] = std::move(related);
    Json fixes = Json::array();
    for (const auto& fix : finding.fixes) fixes.push_back(fix_object(sources_, fix));
    if (!fixes.empty()) object["fixes"] = std::move(fixes);
    // All results say it, or none does (SARIF 2.1.0, 3.27.23).
    if (!report_.result.suppressed.empty()) {
      object["suppressions"] = Json::array();
      if (finding.suppression) object["suppressions"].push_back(suppression_object(sources_, *finding.suppression));
    }
    return object;
  }

  /// What has no place in any file, such as a folder that cannot be read. GitHub refuses a whole report for one result
  /// without a place.
  Json notification(const lint::Finding& finding) {
    return {{"message", {{"text", message_with_notes(report_, finding)}}},
            {"level", level_of(finding.severity)},
            {"associatedRule", {{"id", finding.code}, {"index", rule_index_[finding.code]}}}};
  }

  const Report& report_;
  const text::SourceManager& sources_;
  std::unordered_map<std::string_view, std::size_t> rule_index_;
  Json rules_ = Json::array();
  Json results_ = Json::array();
  Json notifications_ = Json::array();
};

}  // namespace

void write_sarif(std::ostream& out, const Report& report) {
  const Json log = {{"$schema", schema}, {"version", "2.1.0"}, {"runs", {Run(report).object()}}};
  out << log.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace tieline::report
