// Checkstyle's XML, as its XMLLogger writes it and many tools read it: a `file` for each file, an `error` for each
// finding. https://checkstyle.org/ (com.puppycrawl.tools.checkstyle.XMLLogger)

#include "report/report.h"
#include "report/wording.h"
#include "report/xml.h"

namespace tieline::report {

void write_checkstyle(std::ostream& out, const Report& report) {
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n";
  const auto& findings = report.result.findings;
  for (std::size_t i = 0; i < findings.size();) {
    const text::FileId file = findings[i].span.file;  // findings are sorted by file
    out << "  <file name=\"" << xml(path_of(report, findings[i])) << "\">\n";
    for (; i < findings.size() && findings[i].span.file == file; ++i) {
      const lint::Finding& finding = findings[i];
      const text::Position at = report.sources.start(finding.span);
      out << "    <error line=\"" << at.line << "\" column=\"" << at.column << "\" severity=\""
          << lint::name_of(finding.severity) << "\" message=\"" << xml(message_with_notes(report, finding))
          << "\" source=\"tieline." << finding.code << "\"/>\n";
    }
    out << "  </file>\n";
  }
  out << "</checkstyle>\n";
}

}  // namespace tieline::report
