#include "lint/driver.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <span>
#include <thread>
#include <utility>

#include "lint/baseline.h"
#include "lint/changes.h"
#include "lint/graph_findings.h"
#include "lint/joined.h"
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

/// What is found in the graph of a unit, of what is asked for.
std::vector<Finding> wanted_findings(const text::SourceManager& sources, const Units& units, const Unit& unit,
                                     const Selection& selection, graph::Graph& graph,
                                     const cloudformation::TemplateNotes& notes) {
  std::vector<Finding> found;
  for (Finding& finding : lint_graph(sources, graph, selection)) {
    if (!units.is_wanted(unit, finding)) continue;
    if (!unit.variable_file.empty()) finding.variable_files = {text::display_path(unit.variable_file)};
    if (unit.parameters != nullptr) finding.variable_files = {unit.parameters->name};
    const auto origin = notes.origins.find(finding.resource);
    if (origin != notes.origins.end()) finding.related.push_back(origin->second);
    found.push_back(std::move(finding));
  }
  return found;
}

/// Checks templates that import from each other once more, together; what is found then is what counts.
void check_joined(const text::SourceManager& sources, const Units& units, const RunOptions& options,
                  std::span<const Links> links, std::vector<std::vector<Finding>>& by_unit) {
  const auto groups = joined_groups(links);
  in_parallel(groups.size(), options.jobs, [&](std::size_t i) {
    std::vector<const Unit*> members;
    for (const std::size_t member : groups[i]) members.push_back(&units.all()[member]);
    cloudformation::TemplateNotes notes;
    const auto graph = units.load_joined(members, notes);
    if (!graph) return;
    for (const std::size_t member : groups[i]) by_unit[member].clear();
    by_unit[groups[i].front()] = wanted_findings(sources, units, *members.front(), options.selection, *graph, notes);
  });
}

/// What a unit's template offers and takes, apart from what it does with other values.
Links links_of(const Unit& unit, const cloudformation::TemplateNotes& notes) {
  Links links{notes.exports, notes.imports};
  if (unit.parameters == nullptr) return links;
  for (auto* names : {&links.exports, &links.imports}) {
    for (std::string& name : *names) name.insert(0, unit.parameters->name + '\n');
  }
  return links;
}

/// Checks one state of the files.
RunResult check_state(text::SourceManager& sources, const RunOptions& options) {
  const Units units(sources, options);
  const std::vector<Unit>& all = units.all();
  std::vector<std::vector<Finding>> by_unit(all.size());
  std::vector<Links> links(all.size());
  std::atomic<std::size_t> documents{0};
  std::atomic<std::size_t> templates{0};
  Turns turns;
  in_parallel(all.size(), options.jobs, [&](std::size_t i) {
    cloudformation::TemplateNotes notes;
    const std::unique_ptr<graph::Graph> graph = units.load(all[i], by_unit[i], &notes);
    if (graph) {
      const bool first = all[i].parameters == nullptr || all[i].parameters == &options.each_parameters.front();
      if (all[i].kind == UnitKind::document && first) ++documents;
      if (graph->language() == graph::Language::cloudformation && first) ++templates;
      links[i] = links_of(all[i], notes);
      std::vector<Finding> found = wanted_findings(sources, units, all[i], options.selection, *graph, notes);
      std::move(found.begin(), found.end(), std::back_inserter(by_unit[i]));
    }
    if (!options.visit) return;
    turns.take(i, [&] {
      if (graph) options.visit(*graph, by_unit[i]);
    });
  });
  check_joined(sources, units, options, links, by_unit);
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
