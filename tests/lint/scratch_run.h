#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/driver.h"
#include "support/program.h"

namespace tieline::lint::testing {

/// A run over files that a test writes.
class ScratchRun {
 public:
  ScratchRun() {
    options.terraform.read_environment = false;
    options.paths = {scratch.path()};
  }
  explicit ScratchRun(std::string_view text, const std::string& name = "main.tf") : ScratchRun() {
    scratch.write(name, text);
  }

  RunResult run() {
    text::SourceManager sources;
    RunResult result = lint::run(sources, options);
    reported = shown(result.findings, sources);
    suppressed = shown(result.suppressed, sources);
    return result;
  }

  test::ScratchFolder scratch;
  RunOptions options;
  /// One line a finding: `main.tf:3 EI305 message`, and ` -- reason` where it is suppressed.
  std::string reported;
  std::string suppressed;

 private:
  [[nodiscard]] std::string shown(const std::vector<Finding>& findings, const text::SourceManager& sources) const {
    std::string lines;
    for (const Finding& finding : findings) {
      if (finding.span.valid()) {
        const std::filesystem::path path = sources.file(finding.span.file).path();
        lines += path.lexically_relative(scratch.path()).generic_string() + ":" +
                 std::to_string(sources.start(finding.span).line) + " ";
      }
      lines += std::string(finding.code);
      if (finding.suppression) lines += " -- " + finding.suppression->reason;
      if (finding.code == "TL008") lines += " " + finding.message;
      lines += "\n";
    }
    return lines;
  }
};

}  // namespace tieline::lint::testing
