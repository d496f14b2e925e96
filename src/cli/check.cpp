#include <algorithm>
#include <iostream>
#include <sstream>

#include "cli/commands.h"
#include "cli/comparison.h"
#include "cli/output.h"
#include "lint/configurations.h"
#include "lint/units.h"
#include "report/gallery.h"
#include "report/report.h"

namespace tieline::cli {
namespace {

/// Writes all reports, or none where one cannot be.
bool write_reports(const Options& options, const report::Report& report, std::string& error) {
  std::vector<text::FileText> outputs;
  for (const WantedReport& wanted : options.reports) {
    report::Report as_wanted = report;
    as_wanted.color = wanted.file.empty() && wants_color();
    std::ostringstream text;
    report::find_format(wanted.format)->write(text, as_wanted);
    outputs.push_back({wanted.file, std::move(text).str()});
  }
  return write_outputs(outputs, error);
}

/// The command line's baseline is over that of the configuration.
void take_configured_baseline(Options& options) {
  if (!options.baseline.empty() || !options.write_baseline.empty() || !options.run.read_configuration) return;
  text::SourceManager sources;
  lint::Configurations configurations(sources, options.run, lint::scan_root_of(options.run));
  options.baseline = configurations.run().baseline.value.string();
}

}  // namespace

int exit_code(const lint::RunResult& result) {
  const bool failed = std::any_of(result.findings.begin(), result.findings.end(), [&](const lint::Finding& finding) {
    return lint::fails(finding.severity, result.fail_on);
  });
  return failed ? exit_findings : exit_clean;
}

int check(Options& options) {
  std::string error;
  const auto fail = [&] {
    std::cerr << "tieline: " << error << '\n';
    return exit_usage;
  };
  take_configured_baseline(options);
  if (!prepare_comparison(options, error)) return fail();
  if (options.fixes.wanted) {
    if (const auto code = apply_fixes(options)) return *code;
  }
  text::SourceManager sources;
  report::Gallery gallery;
  const bool draws = std::any_of(options.reports.begin(), options.reports.end(),
                                 [](const WantedReport& wanted) { return report::find_format(wanted.format)->draws; });
  if (draws) {
    options.run.visit = [&](graph::Graph& graph, const std::vector<lint::Finding>& findings) {
      gallery.add(graph, findings);
    };
  }
  lint::RunResult result = lint::run(sources, options.run);
  if (!result.mistakes.empty()) return refuse(result.mistakes);
  if (!finish_comparison(options, sources, result, error)) return fail();
  const std::vector<report::Drawing> drawings = gallery.finish(result);
  if (!write_reports(options, {sources, result, TIELINE_VERSION, false, options.sarif_category, &drawings}, error)) {
    error = "cannot write the report: " + error;
    return fail();
  }
  return exit_code(result);
}

}  // namespace tieline::cli
