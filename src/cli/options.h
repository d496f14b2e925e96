#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lint/driver.h"
#include "lint/finding.h"

namespace tieline::cli {

enum class Command { check, rules, explain, graph, eval, config };

/// A report that is asked for.
struct WantedReport {
  std::string format;
  std::string file;  ///< empty: standard output
};

/// What is to be done with the fixes that findings offer.
struct FixOptions {
  bool wanted = false;
  bool unsafe_too = false;
  bool diff = false;  ///< show them instead of applying them
};

/// What the command line asks for.
struct Options {
  Command command = Command::check;
  lint::RunOptions run;
  std::vector<WantedReport> reports;  ///< check; one at least, one at the most to standard output
  std::string sarif_category;
  std::string format = "text";           ///< rules, graph, config
  std::string output;                    ///< graph; empty: standard output
  std::string diff;                      ///< check: a commit, or `-` for a diff on standard input; empty: no comparison
  std::string compared_with;             ///< what `diff` turned out to be
  std::string baseline;                  ///< check; empty: none
  std::string write_baseline;            ///< check; empty: none is written
  bool prune_baseline = false;           ///< check
  FixOptions fixes;                      ///< check
  std::string code;                      ///< explain
  std::string action;                    ///< config: show or schema
  std::vector<std::string> expressions;  ///< eval; empty: from standard input
  bool faults = true;                    ///< graph: mark what the rules find
};

/// Exit codes, as users rely on them.
enum Exit : int { exit_clean = 0, exit_findings = 1, exit_usage = 2 };

/// Reads the command line. Without options the program is done: `exit_code` tells how, and what there is to say has
/// been printed.
struct ParsedCommandLine {
  std::optional<Options> options;
  int exit_code = exit_clean;
};
[[nodiscard]] ParsedCommandLine parse_command_line(int argc, const char* const* argv);

}  // namespace tieline::cli
