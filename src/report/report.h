#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.h"
#include "lint/run.h"
#include "text/source.h"

namespace tieline::report {

struct Drawing;

/// Everything a format writes from.
struct Report {
  const text::SourceManager& sources;
  const lint::RunResult& result;
  std::string_view version;
  bool color = false;                              ///< only the text format asks
  std::string_view category = {};                  ///< sarif: tells several analyses of one commit apart
  const std::vector<Drawing>* drawings = nullptr;  ///< what formats that draw show, marked with what was found
};

struct Format {
  std::string_view name;
  void (*write)(std::ostream& out, const Report& report);
  bool draws = false;  ///< wants Report::drawings
};

/// The format of that name, or null.
[[nodiscard]] const Format* find_format(std::string_view name);
/// The names that find_format takes, for messages.
[[nodiscard]] std::vector<std::string_view> format_names();

/// For a person: each finding with its source line, underlined, in the manner of rustc; a summary line last.
void write_text(std::ostream& out, const Report& report);
/// One JSON object, for scripts.
void write_json(std::ostream& out, const Report& report);
/// SARIF 2.1.0, for code scanning.
void write_sarif(std::ostream& out, const Report& report);
/// Workflow commands that GitHub Actions turns into annotations.
void write_github(std::ostream& out, const Report& report);
/// GitLab's Code Quality report.
void write_gitlab(std::ostream& out, const Report& report);
/// JUnit's XML, as CI servers show it: a test suite for each file, a failed test for each error and warning.
void write_junit(std::ostream& out, const Report& report);
/// Checkstyle's XML.
void write_checkstyle(std::ostream& out, const Report& report);
/// Reviewdog's diagnostics with suggestions: one object, and one object a line.
void write_rdjson(std::ostream& out, const Report& report);
void write_rdjsonl(std::ostream& out, const Report& report);
/// A summary for the page of a job: a table of the findings, and the drawings as Mermaid.
void write_markdown(std::ostream& out, const Report& report);

}  // namespace tieline::report
