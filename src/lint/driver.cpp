#include "lint/driver.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <thread>
#include <utility>

#include "lint/baseline.h"
#include "lint/changes.h"
#include "lint/graph_findings.h"
#include "lint/turns.h"
#include "lint/units.h"
#include "lint/variable_files.h"

namespace tieline::lint {
namespace {

/// Runs `work(i)` for every i below `count`, on as many threads as asked for.
template <typename Work>
void in_parallel(std::size_t count, unsigned jobs, const Work& work) {
  std::atomic<std::size_t> next{0};
  const auto worker = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::thread> others;
  const std::size_t threads = std::min<std::size_t>(jobs, count);
  for (std::size_t i = 1; i < threads; ++i) others.emplace_back(worker);
  worker();
  for (std::thread& thread : others) thread.join();
}

/// Checks one state of the files.
RunResult check_state(text::SourceManager& sources, const RunOptions& options) {
  const Units units(sources, options);
  const std::vector<Unit>& all = units.all();
  std::vector<std::vector<Finding>> by_unit(all.size());
  std::atomic<std::size_t> documents{0};
  std::atomic<std::size_t> templates{0};
  Turns turns;
  in_parallel(all.size(), options.jobs, [&](std::size_t i) {
    const std::unique_ptr<graph::Graph> graph = units.load(all[i], by_unit[i]);
    if (graph) {
      if (all[i].kind == UnitKind::document) ++documents;
      if (graph->language() == graph::Language::cloudformation) ++templates;
      for (Finding& finding : lint_graph(sources, *graph, options.selection)) {
        if (!units.is_wanted(all[i], finding)) continue;
        if (!all[i].variable_file.empty()) finding.variable_files = {text::display_path(all[i].variable_file)};
        by_unit[i].push_back(std::move(finding));
      }
    }
    if (!options.visit) return;
    turns.take(i, [&] {
      if (graph) options.visit(*graph, by_unit[i]);
    });
  });
  RunResult result;
  result.root_modules = units.root_modules();
  result.templates = templates;
  result.files = units.terraform_files() + documents;
  result.findings = units.unreadable();
  for (auto& findings : by_unit) {
    std::move(findings.begin(), findings.end(), std::back_inserter(result.findings));
  }
  merge_variable_files(result.findings);
  tidy(result.findings, sources);
  return result;
}

}  // namespace

RunResult run(text::SourceManager& sources, const RunOptions& options) {
  RunResult result = check_state(sources, options);
  if (options.changes) keep_new(result, *options.changes, sources, options, check_state);
  if (options.baseline) apply_baseline(result, *options.baseline, sources, options);
  return result;
}

void for_each_graph(text::SourceManager& sources, const RunOptions& options,
                    const std::function<void(graph::Graph&)>& use) {
  const Units units(sources, options);
  std::vector<Finding> ignored;
  for (const Unit& unit : units.all()) {
    if (const auto graph = units.load(unit, ignored)) use(*graph);
  }
}

}  // namespace tieline::lint
