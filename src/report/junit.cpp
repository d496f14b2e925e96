// JUnit's XML, in the form that Jenkins's schema (junit-10.xsd) fixes and others read. A suite for each file with
// findings. An error or a warning is a failed test; what is for information is a passed one that says it in its output;
// what is suppressed is a skipped one.

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "report/report.h"
#include "report/wording.h"
#include "report/xml.h"

namespace tieline::report {
namespace {

using lint::Finding;

std::string place_of(const Report& report, const Finding& finding) {
  if (!finding.span.valid()) return {};
  const text::Position at = report.sources.start(finding.span);
  return std::string(path_of(report, finding)) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

bool fails(const Finding& finding) { return !finding.suppression && finding.severity != lint::Severity::info; }

/// Test servers follow a test by its name from run to run, so it holds no line: the code, what it is about, and which
/// of several alike it is.
class TestNames {
 public:
  std::string of(const Finding& finding) {
    std::string name = std::string(finding.code) + " " + std::string(finding.name);
    if (!finding.resource.empty()) name += " " + finding.resource;
    const std::size_t nth = ++given_[name];
    return nth == 1 ? name : name + " (" + std::to_string(nth) + ")";
  }

 private:
  std::unordered_map<std::string, std::size_t> given_;
};

void write_case(std::ostream& out, const Report& report, const Finding& finding, const std::string& name) {
  out << "    <testcase name=\"" << xml(name) << "\" classname=\"" << xml(path_of(report, finding))
      << "\" time=\"0\">\n      ";
  const std::string place = place_of(report, finding);
  const std::string whole = (place.empty() ? "" : place + ": ") + message_with_notes(report, finding);
  if (finding.suppression) {
    out << "<skipped message=\"" << xml(suppression_text(*finding.suppression)) << "\">" << xml(whole) << "</skipped>";
  } else if (fails(finding)) {
    out << "<failure type=\"" << lint::name_of(finding.severity) << "\" message=\"" << xml(full_message(finding))
        << "\">" << xml(whole) << "</failure>";
  } else {
    out << "<system-out>" << xml(whole) << "</system-out>";
  }
  out << "\n    </testcase>\n";
}

void write_suite(std::ostream& out, const Report& report, const std::vector<const Finding*>& findings) {
  std::size_t failures = 0;
  std::size_t skipped = 0;
  for (const Finding* finding : findings) {
    if (fails(*finding)) ++failures;
    if (finding->suppression) ++skipped;
  }
  out << "  <testsuite name=\"" << xml(path_of(report, *findings.front())) << "\" tests=\"" << findings.size()
      << "\" failures=\"" << failures << "\" errors=\"0\" skipped=\"" << skipped << "\" time=\"0\">\n";
  TestNames names;
  for (const Finding* finding : findings) write_case(out, report, *finding, names.of(*finding));
  out << "  </testsuite>\n";
}

}  // namespace

void write_junit(std::ostream& out, const Report& report) {
  std::vector<const Finding*> all;
  for (const auto* list : {&report.result.findings, &report.result.suppressed}) {
    for (const Finding& finding : *list) all.push_back(&finding);
  }
  std::stable_sort(all.begin(), all.end(),
                   [&](const Finding* a, const Finding* b) { return path_of(report, *a) < path_of(report, *b); });
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"tieline\" time=\"0\">\n";
  if (all.empty()) {
    // A report without tests is a mistake to most servers.
    out << "  <testsuite name=\"tieline\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\" time=\"0\">\n"
        << "    <testcase name=\"" << xml(summary(report.result)) << "\" classname=\"tieline\" time=\"0\"/>\n"
        << "  </testsuite>\n";
  }
  for (auto first = all.begin(); first != all.end();) {
    const auto last = std::find_if(first, all.end(),
                                   [&](const Finding* f) { return path_of(report, *f) != path_of(report, **first); });
    write_suite(out, report, {first, last});
    first = last;
  }
  out << "</testsuites>\n";
}

}  // namespace tieline::report
