#include "report/wording.h"

namespace tieline::report {
namespace {

/// Related places that are written out where there is nothing but a text for them: one fault of a block with a count
/// may name thousands.
constexpr std::size_t most_notes = 10;

std::string number(std::size_t count, std::string_view what) {
  return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

}  // namespace

std::string rule_url(std::string_view code) {
  return std::string(project_url) + "/blob/main/docs/rules/" + std::string(code) + ".md";
}

std::string full_message(const lint::Finding& finding) {
  std::string message = finding.message;
  if (!finding.when.empty()) message += " (when " + finding.when + ")";
  std::string files;
  for (const std::string& file : finding.variable_files) files += (files.empty() ? "" : ", ") + file;
  if (!files.empty()) message += " (with " + files + ")";
  return message;
}

std::string notes(const Report& report, const lint::Finding& finding, Notes which) {
  std::string text;
  const auto line = [&](std::string_view kind, std::string_view what) {
    if (!text.empty()) text += '\n';
    text.append(kind).append(": ").append(what);
  };
  std::size_t related = 0;
  for (const auto& place : finding.related) {
    if (place.span.valid() && which == Notes::without_place) continue;
    if (++related > most_notes) continue;
    std::string where;
    if (place.span.valid()) {
      where = " (" + report.sources.file(place.span.file).path() + ":" +
              std::to_string(report.sources.start(place.span).line) + ")";
    }
    line("note", place.message + where);
  }
  if (related > most_notes) line("note", "and " + std::to_string(related - most_notes) + " more");
  if (!finding.help.empty()) {
    line("help", finding.help);
  } else {
    for (const auto& fix : finding.fixes) line("help", fix.description);
  }
  return text;
}

std::string message_with_notes(const Report& report, const lint::Finding& finding, Notes which) {
  const std::string below = notes(report, finding, which);
  return below.empty() ? full_message(finding) : full_message(finding) + "\n" + below;
}

std::string suppression_text(const lint::Suppression& suppression) {
  std::string text = suppression.by == lint::Suppression::By::baseline ? "in the baseline" : "suppressed by a comment";
  if (!suppression.reason.empty()) text += ": " + suppression.reason;
  return text;
}

std::string_view path_of(const Report& report, const lint::Finding& finding) {
  return finding.span.valid() ? std::string_view(report.sources.file(finding.span.file).path()) : ".";
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

std::string summary(const lint::RunResult& result) {
  if (result.files == 0 && result.findings.empty()) return "No Terraform or CloudFormation files found.";
  const Counts counts = count(result.findings);
  std::string text = "No faults found";
  if (!result.findings.empty()) {
    text = "Found " + number(counts.errors, "error") + ", " + number(counts.warnings, "warning");
    if (counts.infos > 0) text += ", " + std::to_string(counts.infos) + " for information";
  }
  text += " in " + number(result.files, "file");
  if (!result.suppressed.empty()) text += " (" + std::to_string(result.suppressed.size()) + " suppressed)";
  return text + ".";
}

}  // namespace tieline::report
