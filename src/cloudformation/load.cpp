#include "cloudformation/load.h"

#include <algorithm>

#include "cloudformation/run.h"
#include "cloudformation/stack.h"
#include "cloudformation/template.h"
#include "cloudformation/tree.h"
#include "syntax/document/parser.h"

namespace tieline::cloudformation {

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
  Arguments arguments;
  for (const auto& [name, text] : options.parameters) {
    arguments.insert_or_assign(name, value::string(graph->arena, text));
  }
  graph->outputs = evaluate_stack(stack, arguments);
  graph->region = stack.region;
  if (graph->conditions.exhausted()) {
    const Node* conditions = tree.root->find("Conditions");
    run.refuse("the conditions are too many and too entangled to be decided",
               conditions != nullptr ? conditions->span : tree.root->span);
  }
  return graph;
}

}  // namespace tieline::cloudformation
