#include "cloudformation/load.h"

#include <algorithm>

#include "cloudformation/run.h"
#include "cloudformation/stack.h"
#include "cloudformation/template.h"
#include "cloudformation/tree.h"
#include "syntax/document/parser.h"

namespace tieline::cloudformation {
namespace {

bool is_syntax_error(const syntax::SyntaxError& error) { return error.kind == syntax::SyntaxError::Kind::syntax; }

/// Whether the reading stopped at a broken place: names may be declared behind it.
bool is_cut_short(const Tree& tree) { return std::any_of(tree.errors.begin(), tree.errors.end(), is_syntax_error); }

/// Takes back what was said of expressions that a broken place cuts off: with their end they may be right.
void forget_unfinished(graph::Graph& graph, const Tree& tree) {
  for (const syntax::SyntaxError& error : tree.errors) {
    if (!is_syntax_error(error)) continue;
    std::erase_if(graph.faults, [&](const graph::Fault& fault) {
      return fault.kind == graph::FaultKind::invalid_expression && fault.span.file == error.span.file &&
             fault.span.end >= error.span.begin;
    });
  }
}

}  // namespace

std::unique_ptr<graph::Graph> load_template(text::SourceManager& sources, text::FileId file, const Options& options) {
  const text::SourceFile& source = sources.file(file);
  if (!document::may_be_template(source.bytes())) return nullptr;
  auto graph = std::make_unique<graph::Graph>(graph::Language::cloudformation);
  graph->name = source.path();
  Run run(*graph, sources, options);
  const Tree tree = read_tree(run, file);
  if (!tree.is_template) return nullptr;
  report_errors(run, tree);
  if (tree.root == nullptr || tree.root->kind != document::Kind::mapping) return graph;

  run.open_templates.push_back(file);
  Stack stack{.run = &run, .declared = read_template(run, *tree.root), .folder = source_folder(source)};
  if (is_cut_short(tree)) stack.declared.open_names = true;
  Arguments arguments;
  for (const auto& [name, text] : options.parameters) {
    arguments.insert_or_assign(name, value::string(graph->arena, text));
  }
  graph->outputs = evaluate_stack(stack, arguments);
  graph->region = stack.region;
  forget_unfinished(*graph, tree);
  if (graph->conditions.exhausted()) {
    const Node* conditions = tree.root->find("Conditions");
    run.refuse("the conditions are too many and too entangled to be decided",
               conditions != nullptr ? conditions->span : tree.root->span);
  }
  return graph;
}

}  // namespace tieline::cloudformation
