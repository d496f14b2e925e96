#include <algorithm>
#include <iostream>
#include <sstream>

#include "cli/commands.h"
#include "cli/output.h"
#include "report/report.h"

namespace tieline::cli {

int check(Options& options) {
  text::SourceManager sources;
  const lint::RunResult result = lint::run(sources, options.run);

  std::ostringstream text;
  report::find_format(options.format)(
      text, {sources, result, TIELINE_VERSION, options.output.empty() && options.format == "text" && wants_color()});
  std::string error;
  if (!write_output(options.output, std::move(text).str(), error)) {
    std::cerr << "tieline: cannot write the report: " << error << '\n';
    return exit_usage;
  }
  const bool failed = options.fail_on &&
                      std::any_of(result.findings.begin(), result.findings.end(),
                                  [&](const lint::Finding& finding) { return finding.severity >= *options.fail_on; });
  return failed ? exit_findings : exit_clean;
}

}  // namespace tieline::cli
