#include "cli/comparison.h"

#include <filesystem>
#include <iostream>
#include <iterator>
#include <memory>
#include <utility>

#include "cli/git.h"
#include "cli/output.h"
#include "lint/baseline.h"
#include "lint/changes.h"

namespace tieline::cli {
namespace {

namespace fs = std::filesystem;

std::string number(std::size_t count, const std::string& one, const std::string& several) {
  return std::to_string(count) + " " + (count == 1 ? one : several);
}

void say(const std::string& message) { std::cerr << "tieline: " << message << '\n'; }

bool read_change(Options& options, std::string& error) {
  std::error_code failed;
  const fs::path here = fs::current_path(failed);
  if (options.diff == "-") {
    const std::string diff(std::istreambuf_iterator<char>(std::cin), {});
    auto changes = lint::undo_diff(diff, here, top_of_repository(here), error);
    if (!changes) {
      error = "--diff: " + error;
      return false;
    }
    options.run.changes = std::make_shared<const lint::Changes>(std::move(*changes));
    options.compared_with = "the files before the diff";
    return true;
  }
  std::vector<fs::path> paths = options.run.paths;
  if (!options.run.stdin_filename.empty()) paths = {options.run.stdin_filename};
  auto found = changes_since(options.diff, paths, error);
  if (!found) return false;
  for (const std::string& note : found->notes) say(note);
  options.run.changes = std::make_shared<const lint::Changes>(std::move(found->changes));
  options.compared_with = std::move(found->since);
  return true;
}

bool write_baseline(const lint::Baseline& baseline, std::string& error) {
  if (write_output(baseline.path.string(), lint::baseline_text(baseline), error)) return true;
  error = "cannot write the baseline: " + error;
  return false;
}

void list_vanished(const lint::Baseline& baseline, const std::vector<std::size_t>& vanished) {
  say(number(vanished.size(), "entry", "entries") + " of " + baseline.path.string() +
      (vanished.size() == 1 ? " no longer occurs" : " no longer occur") + "; --prune-baseline removes " +
      (vanished.size() == 1 ? "it:" : "them:"));
  for (const std::size_t index : vanished) {
    const lint::Identity& entry = baseline.entries[index];
    std::cerr << "  " << entry.code << ' ' << entry.file;
    if (!entry.resource.empty()) std::cerr << " (" << entry.resource << ')';
    std::cerr << ": " << entry.message << '\n';
  }
}

}  // namespace

bool prepare_comparison(Options& options, std::string& error) {
  if (!options.baseline.empty()) {
    auto baseline = lint::read_baseline(options.baseline, error);
    if (!baseline) {
      error = "--baseline " + error;
      return false;
    }
    options.run.baseline = std::make_shared<const lint::Baseline>(std::move(*baseline));
  }
  return options.diff.empty() || read_change(options, error);
}

bool finish_comparison(const Options& options, const text::SourceManager& sources, lint::RunResult& result,
                       std::string& error) {
  if (!options.diff.empty()) {
    std::string message = "compared with " + options.compared_with;
    if (result.unchanged > 0) {
      message +=
          "; left out " + number(result.unchanged, "finding that was there before", "findings that were there before");
    }
    say(message);
  }
  if (!options.write_baseline.empty()) {
    const lint::Baseline baseline = lint::make_baseline(options.write_baseline, result.findings, sources);
    if (!write_baseline(baseline, error)) return false;
    say("wrote " + number(baseline.entries.size(), "finding", "findings") + " to " + options.write_baseline);
    lint::apply_baseline(result, baseline, sources, options.run);
    return true;
  }
  if (!options.run.baseline || result.vanished.empty()) return true;
  if (!options.prune_baseline) {
    list_vanished(*options.run.baseline, result.vanished);
    return true;
  }
  if (!write_baseline(lint::pruned(*options.run.baseline, result.vanished), error)) return false;
  say("took " + number(result.vanished.size(), "entry that no longer occurs", "entries that no longer occur") +
      " out of " + options.baseline);
  return true;
}

}  // namespace tieline::cli
