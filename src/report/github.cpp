// Workflow commands: `::error file=...,line=...::message`. The runner reads them off the log and shows each as an
// annotation. How it parses and unescapes them: github.com/actions/runner, src/Runner.Common/ActionCommand.cs.

#include <algorithm>
#include <string>

#include "report/report.h"
#include "report/unicode.h"
#include "report/wording.h"

namespace tieline::report {
namespace {

/// The message of a command: `%` and line ends escaped. Other control characters would act on whoever reads the log.
std::string escape_data(std::string_view text) {
  std::string out;
  for (const char byte : well_formed(text)) {
    switch (byte) {
      case '%':
        out += "%25";
        break;
      case '\r':
        out += "%0D";
        break;
      case '\n':
        out += "%0A";
        break;
      default:
        if (static_cast<unsigned char>(byte) < 0x20 && byte != '\t') {
          out += "\uFFFD";
        } else {
          out += byte;
        }
    }
  }
  return out;
}

/// The value of a property, which colons and commas would end.
std::string escape_property(std::string_view text) {
  std::string out;
  for (const char byte : escape_data(text)) {
    switch (byte) {
      case ':':
        out += "%3A";
        break;
      case ',':
        out += "%2C";
        break;
      default:
        out += byte;
    }
  }
  return out;
}

std::string_view command_of(lint::Severity severity) {
  switch (severity) {
    case lint::Severity::error:
      return "error";
    case lint::Severity::warning:
      return "warning";
    case lint::Severity::info:
      return "notice";
  }
  return "error";
}

/// Columns stand only where the place is on one line: the runner drops them from others. The last column is inclusive.
void write_place(std::ostream& out, const Report& report, const text::Span& span) {
  const text::Position start = report.sources.start(span);
  const text::Position end = report.sources.end(span);
  out << "file=" << escape_property(report.sources.file(span.file).path()) << ",line=" << start.line;
  if (start.line == end.line) out << ",col=" << start.column;
  out << ",endLine=" << end.line;
  if (start.line == end.line) out << ",endColumn=" << std::max(start.column, end.column - 1);
  out << ',';
}

}  // namespace

void write_github(std::ostream& out, const Report& report) {
  for (const lint::Finding& finding : report.result.findings) {
    out << "::" << command_of(finding.severity) << ' ';
    if (finding.span.valid()) write_place(out, report, finding.span);
    out << "title=" << escape_property(std::string(finding.code) + " " + std::string(finding.name))
        << "::" << escape_data(message_with_notes(report, finding)) << '\n';
  }
}

}  // namespace tieline::report
