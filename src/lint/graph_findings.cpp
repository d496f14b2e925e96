#include "lint/graph_findings.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <tuple>
#include <utility>

#include "aws/elastic_inference.h"
#include "aws/model.h"
#include "lint/fix_scope.h"
#include "lint/rule.h"

namespace tieline::lint {
namespace {

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
  if (const graph::Resource* resource = graph.find(fault.resource)) finding.blocks = {resource->span};
  finding.span = fault.span;
  finding.related = fault.related;
  if (!fault.edits.empty()) finding.fixes.push_back({fault.help, true, fault.edits});
  return finding;
}

}  // namespace

std::vector<Finding> lint_graph(const text::SourceManager& sources, graph::Graph& graph, const Selection& selection) {
  std::vector<Finding> findings;
  for (const graph::Fault& fault : graph.faults) {
    if (selection.wants(code_of(fault.kind))) findings.push_back(finding_of(fault, graph));
  }
  const aws::Model model(graph);
  edit::Editor editor(sources);
  aws::ElasticInference elastic_inference(model, graph.conditions, graph.arena);
  bool exhausted = false;
  std::vector<Finding> found;
  for (const Rule* rule : all_rules()) {
    if (rule->check == nullptr || !selection.wants(rule->info.code)) continue;
    value::World world(graph.conditions, graph.arena);
    Reporter reporter(rule->info, world);
    Check check{model, world, reporter, sources, editor, elastic_inference};
    rule->check(check);
    exhausted = exhausted || world.exhausted();
    for (Finding& finding : reporter.finish()) found.push_back(std::move(finding));
  }
  exhausted = exhausted || elastic_inference.exhausted();
  drop_partial_fixes(found, graph, sources);
  std::move(found.begin(), found.end(), std::back_inserter(findings));
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
      if (last.code == finding.code && last.span == finding.span && last.variable_files == finding.variable_files) {
        const bool same_resource = last.resource == finding.resource;
        if (same_resource && last.message == finding.message && last.when == finding.when) continue;
        if (!same_resource && !finding.resource.empty()) {
          const std::string note = "the same for " + finding.resource;
          const bool noted = std::any_of(last.related.begin(), last.related.end(),
                                         [&](const graph::RelatedPlace& place) { return place.message == note; });
          if (!noted) last.related.push_back({{}, note});
          if (finding.blocks.empty()) last.blocks.clear();
          if (!last.blocks.empty() && last.blocks.back() != finding.blocks.back()) {
            last.blocks.push_back(finding.blocks.back());
          }
          continue;
        }
      }
    }
    kept.push_back(std::move(finding));
  }
  findings = std::move(kept);
}

}  // namespace tieline::lint
