#include <algorithm>
#include <iostream>

#include "cli/commands.h"
#include "cli/output.h"
#include "lint/fix_writer.h"
#include "lint/fixing.h"
#include "text/unified_diff.h"

namespace tieline::cli {
namespace {

std::string number(std::size_t count, std::string_view what) {
  return std::to_string(count) + ' ' + std::string(what) + (count == 1 ? "" : "s");
}

void say(const std::vector<std::string>& sentences) {
  for (const std::string& sentence : sentences) std::cerr << "tieline: " << sentence << ".\n";
}

void summarize(std::string_view verb, const lint::FixOutcome& outcome) {
  say(outcome.notes);
  if (outcome.fixed == 0) {
    std::cerr << "No fixes to apply.";
  } else {
    std::cerr << verb << ' ' << number(outcome.fixed, "finding") << " in " << number(outcome.files.size(), "file")
              << '.';
  }
  if (outcome.unsafe > 0) std::cerr << " --unsafe-fixes would mend " << number(outcome.unsafe, "more finding") << '.';
  std::cerr << '\n';
}

/// False, with a message, where standard output does not take it.
bool print(std::string_view text) {
  std::string error;
  if (write_output("", text, error)) return true;
  std::cerr << "tieline: cannot write: " << error << '\n';
  return false;
}

int show_diff(const lint::FixOutcome& outcome) {
  std::string diff;
  for (const lint::FixedFile& file : outcome.files) diff += text::unified_diff(file.shown, file.before, file.after);
  if (!print(diff)) return exit_usage;
  summarize("Would fix", outcome);
  return exit_code(outcome.result);
}

/// The text of standard input goes to standard output, fixed, and what remains to the reports that have files.
std::optional<int> filter(Options& options, const lint::FixOutcome& outcome) {
  if (!outcome.files.empty()) options.run.stdin_text = outcome.files.front().after;
  if (!print(options.run.stdin_text)) return exit_usage;
  summarize("Fixed", outcome);
  std::erase_if(options.reports, [](const WantedReport& report) { return report.file.empty(); });
  return options.reports.empty() ? std::optional(exit_code(outcome.result)) : std::nullopt;
}

}  // namespace

std::optional<int> apply_fixes(Options& options) {
  lint::RunOptions run = options.run;
  run.visit = nullptr;
  const lint::FixOutcome outcome = lint::fix(run, options.fixes.unsafe_too);
  if (!outcome.result.mistakes.empty()) return refuse(outcome.result.mistakes);
  if (options.fixes.diff) return show_diff(outcome);
  if (!options.run.stdin_filename.empty()) return filter(options, outcome);
  const lint::WrittenFixes written = lint::write_fixes(outcome.files);
  say(written.left_alone);
  say(written.unwritable);
  if (written.files == outcome.files.size()) summarize("Fixed", outcome);
  return written.unwritable.empty() ? std::nullopt : std::optional<int>(exit_usage);
}

}  // namespace tieline::cli
