#include "lint/driver.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <mutex>
#include <set>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "aws/model.h"
#include "lint/files.h"
#include "lint/rule.h"
#include "syntax/document/parser.h"
#include "terraform/discover.h"
#include "terraform/parsed_files.h"

namespace tieline::lint {
namespace {

namespace fs = std::filesystem;

/// One thing to check: a root module's folder or a template's file.
struct Unit {
  fs::path path;
  bool terraform;
};

/// Everything a run is about, found before anything is checked.
class Plan {
 public:
  Plan(text::SourceManager& sources, const RunOptions& options) : sources_(sources), options_(options) {
    std::vector<fs::path> paths = options.paths;
    if (!options.stdin_filename.empty()) {
      sources.add(options.stdin_filename, options.stdin_text);
      paths = {options.stdin_filename};
    }
    parsed_ = std::make_shared<terraform::ParsedFiles>(sources);
    if (!options.stdin_filename.empty() &&
        terraform::is_configuration_file(fs::path(options.stdin_filename).filename())) {
      parsed_->add_file(options.stdin_filename);
    }
    scan_root_ = common_folder(paths);
    if (!options.terraform.allow_outside) {
      parsed_->confine(options.terraform.scan_root.empty() ? scan_root_ : options.terraform.scan_root);
    }
    FoundFiles found = find_files(paths);
    unreadable_ = std::move(found.unreadable);
    for (const fs::path& folder : terraform::root_modules(*parsed_, found.terraform_folders)) {
      units_.push_back({folder, true});
    }
    root_modules_ = units_.size();
    for (const fs::path& document : found.documents) units_.push_back({document, false});
    keep_only_named_files(paths);
  }

  [[nodiscard]] const std::vector<Unit>& units() const { return units_; }
  [[nodiscard]] const std::vector<std::pair<fs::path, std::string>>& unreadable() const { return unreadable_; }
  [[nodiscard]] std::size_t root_modules() const { return root_modules_; }
  [[nodiscard]] std::size_t terraform_files() const { return parsed_->size(); }

  /// The unit evaluated; null where the file turns out to be no template.
  [[nodiscard]] std::unique_ptr<graph::Graph> load(const Unit& unit, std::vector<Finding>& findings) const {
    if (unit.terraform) {
      terraform::Options options = options_.terraform;
      options.parsed = parsed_;
      if (options.scan_root.empty()) options.scan_root = scan_root_;
      return terraform::load_root_module(sources_, unit.path, options);
    }
    text::ReadError error;
    const auto file = sources_.open(unit.path, &error);
    if (!file) {
      findings.push_back(unreadable_file(unit.path, error.message));
      return nullptr;
    }
    if (!document::may_be_template(sources_.file(*file).bytes())) return nullptr;
    cloudformation::Options options = options_.cloudformation;
    if (options.scan_root.empty()) options.scan_root = scan_root_;
    return cloudformation::load_template(sources_, *file, options);
  }

  /// When files are named rather than folders, only what is wrong in them is asked for.
  [[nodiscard]] bool is_wanted(const Finding& finding) const {
    if (named_.empty() || !finding.span.valid()) return true;
    const std::string& path = sources_.file(finding.span.file).path();
    return named_.contains(path) ||
           std::any_of(named_folders_.begin(), named_folders_.end(),
                       [&](const std::string& folder) { return folder == "." || path.starts_with(folder + "/"); });
  }

  Finding unreadable_file(const fs::path& path, const std::string& why) const {
    Finding finding;
    finding.code = "TL001";
    if (const Rule* rule = find_rule(finding.code)) finding.name = rule->info.name;
    finding.message = text::display_path(path) + " cannot be read: " + why;
    return finding;
  }

 private:
  /// The folder that holds everything that is checked; nothing outside is read.
  static fs::path common_folder(const std::vector<fs::path>& paths) {
    std::error_code ignored;
    fs::path common;
    bool first = true;
    for (const fs::path& path : paths) {
      fs::path folder = fs::weakly_canonical(fs::absolute(path, ignored), ignored);
      if (!fs::is_directory(folder, ignored)) folder = folder.parent_path();
      if (first) {
        common = folder;
        first = false;
        continue;
      }
      const auto split = std::mismatch(common.begin(), common.end(), folder.begin(), folder.end());
      fs::path shared;
      for (auto part = common.begin(); part != split.first; ++part) shared /= *part;
      common = shared;
    }
    // A module that is checked by itself, or by a file of it, may call its neighbours: `../network`.
    const fs::path here = fs::current_path(ignored);
    const auto inside = std::mismatch(here.begin(), here.end(), common.begin(), common.end());
    return inside.first == here.end() ? here : common;
  }

  void keep_only_named_files(const std::vector<fs::path>& paths) {
    std::error_code ignored;
    for (const fs::path& path : paths) {
      (fs::is_directory(path, ignored) ? named_folders_ : named_).insert(text::display_path(path));
    }
  }

  text::SourceManager& sources_;
  const RunOptions& options_;
  std::shared_ptr<terraform::ParsedFiles> parsed_;
  std::vector<Unit> units_;
  std::vector<std::pair<fs::path, std::string>> unreadable_;
  std::size_t root_modules_ = 0;
  fs::path scan_root_;
  std::set<std::string> named_;
  std::set<std::string> named_folders_;
};

std::string_view code_of(graph::FaultKind kind) {
  switch (kind) {
    case graph::FaultKind::syntax_error:
      return "TL001";
    case graph::FaultKind::undeclared_reference:
      return "TL002";
    case graph::FaultKind::dependency_cycle:
      return "TL003";
    case graph::FaultKind::duplicate_declaration:
      return "TL004";
    case graph::FaultKind::invalid_expression:
      return "TL005";
    case graph::FaultKind::unresolved_module:
      return "TL006";
    case graph::FaultKind::limit_reached:
      return "TL007";
  }
  return "TL001";
}

Finding finding_of(const graph::Fault& fault, const graph::Graph& graph) {
  const Rule* rule = find_rule(code_of(fault.kind));
  assert(rule != nullptr);
  Finding finding;
  finding.code = rule->info.code;
  finding.name = rule->info.name;
  finding.severity = rule->info.severity;
  finding.message = fault.message;
  finding.help = fault.help;
  finding.when = graph.conditions.describe(fault.when);
  finding.resource = fault.resource;
  finding.span = fault.span;
  finding.related = fault.related;
  if (!fault.edits.empty()) finding.fixes.push_back({fault.help, true, fault.edits});
  return finding;
}

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

}  // namespace

std::vector<Finding> lint_graph(const text::SourceManager& sources, graph::Graph& graph, const Selection& selection) {
  std::vector<Finding> findings;
  for (const graph::Fault& fault : graph.faults) {
    if (selection.wants(code_of(fault.kind))) findings.push_back(finding_of(fault, graph));
  }
  const aws::Model model(graph);
  bool exhausted = false;
  for (const Rule* rule : all_rules()) {
    if (rule->check == nullptr || !selection.wants(rule->info.code)) continue;
    value::World world(graph.conditions, graph.arena);
    Reporter reporter(rule->info, world);
    Check check{model, world, reporter, sources};
    rule->check(check);
    exhausted = exhausted || world.exhausted();
    for (Finding& finding : reporter.finish()) findings.push_back(std::move(finding));
  }
  if (graph.conditions.exhausted()) {
    std::erase_if(findings, [](const Finding& finding) { return !finding.when.empty(); });
    exhausted = true;
  }
  if (exhausted && selection.wants("TL007")) {
    findings.push_back(finding_of({graph::FaultKind::limit_reached,
                                   {},
                                   "the conditions of " + graph.name + " allow more cases than can be walked",
                                   "not every case was checked; settle some with --var or --parameters",
                                   {}},
                                  graph));
  }
  return findings;
}

void tidy(std::vector<Finding>& findings, const text::SourceManager& sources) {
  const auto path_of = [&](const Finding& finding) -> std::string_view {
    return finding.span.valid() ? std::string_view(sources.file(finding.span.file).path()) : std::string_view{};
  };
  std::vector<std::pair<std::string_view, std::size_t>> order;
  order.reserve(findings.size());
  for (std::size_t i = 0; i < findings.size(); ++i) order.emplace_back(path_of(findings[i]), i);
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    const Finding& x = findings[a.second];
    const Finding& y = findings[b.second];
    return std::tie(a.first, x.span.begin, x.span.end, x.code, x.resource, x.message, x.when) <
           std::tie(b.first, y.span.begin, y.span.end, y.code, y.resource, y.message, y.when);
  });
  std::vector<Finding> kept;
  kept.reserve(findings.size());
  for (const auto& [path, i] : order) {
    Finding& finding = findings[i];
    if (!kept.empty() && finding.span.valid()) {
      Finding& last = kept.back();
      if (last.code == finding.code && last.span == finding.span) {
        const bool same_resource = last.resource == finding.resource;
        if (same_resource && last.message == finding.message && last.when == finding.when) continue;
        if (!same_resource && !finding.resource.empty()) {
          const std::string note = "the same for " + finding.resource;
          const bool noted = std::any_of(last.related.begin(), last.related.end(),
                                         [&](const graph::RelatedPlace& place) { return place.message == note; });
          if (!noted) last.related.push_back({{}, note});
          continue;
        }
      }
    }
    kept.push_back(std::move(finding));
  }
  findings = std::move(kept);
}

RunResult run(text::SourceManager& sources, const RunOptions& options) {
  const Plan plan(sources, options);
  const auto& units = plan.units();
  std::vector<std::vector<Finding>> by_unit(units.size());
  std::atomic<std::size_t> templates{0};
  in_parallel(units.size(), options.jobs, [&](std::size_t i) {
    const std::unique_ptr<graph::Graph> graph = plan.load(units[i], by_unit[i]);
    if (!graph) return;
    if (!units[i].terraform) ++templates;
    for (Finding& finding : lint_graph(sources, *graph, options.selection)) {
      if (plan.is_wanted(finding)) by_unit[i].push_back(std::move(finding));
    }
  });
  RunResult result;
  result.root_modules = plan.root_modules();
  result.templates = templates;
  result.files = plan.terraform_files() + templates;
  for (const auto& [path, why] : plan.unreadable()) result.findings.push_back(plan.unreadable_file(path, why));
  for (auto& findings : by_unit) {
    std::move(findings.begin(), findings.end(), std::back_inserter(result.findings));
  }
  tidy(result.findings, sources);
  return result;
}

void for_each_graph(text::SourceManager& sources, const RunOptions& options,
                    const std::function<void(graph::Graph&)>& use) {
  const Plan plan(sources, options);
  std::vector<Finding> ignored;
  for (const Unit& unit : plan.units()) {
    if (const auto graph = plan.load(unit, ignored)) use(*graph);
  }
}

}  // namespace tieline::lint
