#include "lint/driver.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <optional>
#include <span>
#include <thread>
#include <utility>

#include "lint/baseline.h"
#include "lint/changes.h"
#include "lint/configurations.h"
#include "lint/fix_scope.h"
#include "lint/graph_findings.h"
#include "lint/joined.h"
#include "lint/suppressions.h"
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

/// What one unit came to.
struct UnitResult {
  std::vector<Finding> findings;
  std::vector<Finding> not_wanted;  ///< in files that were not asked for
  std::optional<text::FileId> document;
  bool is_template = false;
  bool is_repeated = false;  ///< the same document once more, with other parameters
  bool complete = true;
  Links links;
  UnitParts parts;
  std::unique_ptr<graph::Graph> graph;  ///< kept for RunOptions::visit until it is known what it is joined with
};

/// Whether a fault keeps what follows it from being looked at.
bool cuts_short(const graph::Fault& fault) {
  return fault.kind == graph::FaultKind::syntax_error || fault.kind == graph::FaultKind::limit_reached;
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

/// Checks the units of a run, each by itself and those together that import from each other.
class UnitChecker {
 public:
  UnitChecker(text::SourceManager& sources, const RunOptions& options, const Units& units,
              Configurations& configurations)
      : sources_(sources), options_(options), units_(units), configurations_(configurations) {
    // The rules that some file of the run may want: with configurations about, only a finding's own file can tell.
    if (!configurations.any()) selection_ = options.selection;
  }

  [[nodiscard]] std::vector<UnitResult> check_all() {
    const std::vector<Unit>& all = units_.all();
    std::vector<UnitResult> results(all.size());
    Turns turns;
    in_parallel(all.size(), options_.jobs, [&](std::size_t i) {
      auto graph = check(all[i], results[i]);
      if (!options_.visit) return;
      if (results[i].links.any()) {  // it is shown together with those it is linked to
        results[i].graph = std::move(graph);
        graph = nullptr;
      }
      turns.take(i, [&] {
        if (graph) options_.visit(*graph, results[i].findings);
      });
    });
    check_joined(results);
    for (UnitResult& result : results) {
      if (result.graph) options_.visit(*result.graph, result.findings);
      result.graph.reset();
    }
    return results;
  }

 private:
  std::unique_ptr<graph::Graph> check(const Unit& unit, UnitResult& result) {
    cloudformation::TemplateNotes notes;
    std::unique_ptr<graph::Graph> graph = units_.load(unit, result.findings, &notes);
    if (!graph) return graph;
    if (unit.kind == UnitKind::document) result.document = sources_.open(unit.path);
    result.is_template = graph->language() == graph::Language::cloudformation;
    result.is_repeated = unit.parameters != nullptr && unit.parameters != &options_.each_parameters.front();
    result.links = links_of(unit, notes);
    result.parts = parts_of(*graph, sources_);
    judge(unit, *graph, notes, result);
    return graph;
  }

  /// The findings of the graph, judged by the configuration of the files that they are in.
  void judge(const Unit& unit, graph::Graph& graph, const cloudformation::TemplateNotes& notes, UnitResult& result) {
    result.complete = std::none_of(graph.faults.begin(), graph.faults.end(), cuts_short);
    std::vector<Finding> found = lint_graph(sources_, graph, selection_);
    configurations_.judge(found);
    for (Finding& finding : found) {
      if (!unit.variable_file.empty()) finding.variable_files = {text::display_path(unit.variable_file)};
      if (unit.parameters != nullptr) finding.variable_files = {unit.parameters->name};
      const auto origin = notes.origins.find(finding.resource);
      if (origin != notes.origins.end()) finding.related.push_back(origin->second);
      (units_.is_wanted(unit, finding) ? result.findings : result.not_wanted).push_back(std::move(finding));
    }
  }

  /// Checks templates that import from each other once more, together; what is found then is what counts.
  void check_joined(std::vector<UnitResult>& results) {
    std::vector<Links> links;
    links.reserve(results.size());
    for (UnitResult& result : results) links.push_back(std::move(result.links));
    const auto groups = joined_groups(links);
    in_parallel(groups.size(), options_.jobs, [&](std::size_t i) {
      std::vector<const Unit*> members;
      for (const std::size_t member : groups[i]) members.push_back(&units_.all()[member]);
      cloudformation::TemplateNotes notes;
      auto graph = units_.load_joined(members, notes);
      if (!graph) return;
      for (const std::size_t member : groups[i]) {
        results[member].findings.clear();
        results[member].not_wanted.clear();
        results[member].graph.reset();
      }
      UnitResult& first = results[groups[i].front()];
      judge(*members.front(), *graph, notes, first);
      if (options_.visit) first.graph = std::move(graph);
    });
  }

  text::SourceManager& sources_;
  const RunOptions& options_;
  const Units& units_;
  Configurations& configurations_;
  Selection selection_;
};

/// What several units share is fixed only as all of them ask for.
void drop_disputed_fixes(std::vector<UnitResult>& by_unit, const text::SourceManager& sources) {
  std::vector<std::vector<Finding>*> findings;
  std::vector<UnitParts> parts;
  for (UnitResult& unit : by_unit) {
    findings.push_back(&unit.findings);
    parts.push_back(std::move(unit.parts));
  }
  drop_disputed_fixes(findings, parts, sources);
}

/// Puts together what the units came to.
void gather(RunResult& result, std::vector<UnitResult>& by_unit, const Units& units, Configurations& configurations) {
  result.findings = units.unreadable();
  configurations.judge(result.findings);
  result.complete = result.findings.empty();
  std::size_t documents = 0;
  for (UnitResult& unit : by_unit) {
    std::move(unit.findings.begin(), unit.findings.end(), std::back_inserter(result.findings));
    result.complete = result.complete && unit.complete;
    if (unit.is_repeated) continue;
    if (unit.document) ++documents;
    if (unit.is_template) ++result.templates;
  }
  result.root_modules = units.root_modules();
  result.files = units.terraform_files() + documents;
}

/// Where suppressions are looked for, and what else they may be for.
Suppressible suppressible(std::vector<UnitResult>& by_unit, const Units& units) {
  Suppressible all;
  all.files = units.terraform_file_ids();
  for (UnitResult& unit : by_unit) {
    if (unit.document && unit.is_template && !unit.is_repeated) all.files.push_back(*unit.document);
    std::move(unit.not_wanted.begin(), unit.not_wanted.end(), std::back_inserter(all.not_reported));
  }
  std::erase_if(all.files, [&](text::FileId file) { return !units.is_wanted(file); });
  return all;
}

/// Checks one state of the files.
RunResult check_state(text::SourceManager& sources, const RunOptions& options) {
  RunResult result;
  Configurations configurations(sources, options, scan_root_of(options));
  const Units units(sources, options, configurations);
  result.mistakes = configurations.mistakes();
  if (!result.mistakes.empty()) return result;

  std::vector<UnitResult> by_unit = UnitChecker(sources, options, units, configurations).check_all();
  drop_disputed_fixes(by_unit, sources);
  gather(result, by_unit, units, configurations);
  merge_variable_files(result.findings);
  tidy(result.findings, sources);
  apply_suppressions(result, suppressible(by_unit, units), sources, configurations);
  result.fail_on = configurations.fail_on();
  result.configurations = configurations.files();
  result.mistakes = configurations.mistakes();  // of folders that only a module call led to
  return result;
}

}  // namespace

RunResult run(text::SourceManager& sources, const RunOptions& options) {
  RunResult result = check_state(sources, options);
  if (!result.mistakes.empty()) return result;
  if (options.changes) keep_new(result, *options.changes, sources, options, check_state);
  if (options.baseline) apply_baseline(result, *options.baseline, sources, options);
  return result;
}

}  // namespace tieline::lint
