#include "cloudformation/load.h"

#include <span>

#include "cloudformation/run.h"
#include "cloudformation/stack.h"
#include "cloudformation/template.h"
#include "cloudformation/tree.h"
#include "syntax/document/parser.h"

namespace tieline::cloudformation {
namespace {

/// Takes back what was said of expressions that a broken place cuts off: with their end they may be right.
void forget_unfinished(graph::Graph& graph, std::span<const Span> gaps) {
  for (const Span& gap : gaps) {
    std::erase_if(graph.faults, [&](const graph::Fault& fault) {
      return fault.kind == graph::FaultKind::invalid_expression && fault.span.file == gap.file &&
             fault.span.begin <= gap.end && fault.span.end >= gap.begin;
    });
  }
}

/// Reads one template and evaluates it into the run's graph; false where the file is no template. `scope` stands before
/// the names of what its conditions speak of.
bool load_into(Run& run, text::FileId file, std::string_view scope) {
  graph::Graph& graph = run.graph();
  const text::SourceFile& source = run.sources().file(file);
  const Tree tree = read_tree(run, file);
  if (!tree.is_template) return false;
  report_errors(run, tree);
  if (tree.root == nullptr || tree.root->kind != document::Kind::mapping) return true;

  run.open_templates.push_back(file);
  Stack stack{.run = &run, .declared = read_template(run, *tree.root), .scope = scope, .folder = source_folder(source)};
  Arguments arguments;
  for (const auto& [name, text] : run.options().parameters) {
    arguments.insert_or_assign(name, value::string(graph.arena, text));
  }
  std::vector<value::MappingEntry> outputs = evaluate_stack(stack, arguments);
  graph.outputs.insert(graph.outputs.end(), outputs.begin(), outputs.end());
  graph.region = stack.region;
  run.open_templates.pop_back();
  forget_unfinished(graph, run.gaps(file));
  if (graph.conditions.exhausted()) {
    const Node* conditions = tree.root->find("Conditions");
    run.refuse("the conditions are too many and too entangled to be decided",
               conditions != nullptr ? conditions->span : tree.root->span);
  }
  return true;
}

}  // namespace

std::unique_ptr<graph::Graph> load_template(text::SourceManager& sources, text::FileId file, const Options& options,
                                            TemplateNotes* notes) {
  return load_templates(sources, {&file, 1}, options, notes);
}

std::unique_ptr<graph::Graph> load_templates(text::SourceManager& sources, std::span<const text::FileId> files,
                                             const Options& options, TemplateNotes* notes) {
  auto graph = std::make_unique<graph::Graph>(graph::Language::cloudformation);
  Run run(*graph, sources, options);
  bool any = false;
  for (const text::FileId file : files) {
    const text::SourceFile& source = sources.file(file);
    if (!document::may_be_template(source.bytes())) continue;
    const std::string_view scope = files.size() > 1 ? graph->arena.copy(source.path() + ": ") : std::string_view();
    if (!load_into(run, file, scope)) continue;
    if (!any) graph->name = source.path();
    any = true;
  }
  if (notes != nullptr) *notes = std::move(run.notes);
  return any ? std::move(graph) : nullptr;
}

}  // namespace tieline::cloudformation
