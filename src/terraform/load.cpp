#include "terraform/load.h"

#include <system_error>
#include <utility>
#include <vector>

#include "syntax/hcl/parser.h"
#include "terraform/declare.h"
#include "terraform/evaluation.h"
#include "terraform/evaluator.h"
#include "terraform/root.h"
#include "terraform/scheduler.h"
#include "terraform/slots.h"

namespace tieline::terraform {
namespace {

namespace fs = std::filesystem;

void fill_in_outputs(Evaluation& evaluation) {
  ModuleInstance& root = *evaluation.root;
  for (std::uint32_t i = 0; i < root.source->outputs.size(); ++i) {
    const OutputDeclaration& output = root.source->outputs[i];
    evaluation.graph.outputs.push_back({output.name, output.block->header, root.slot(SlotKind::output, i).value});
  }
}

void fill_in_region(Evaluation& evaluation) {
  const ProviderPlace provider = find_provider(*evaluation.root, "aws", {});
  if (provider.module != nullptr) {
    evaluation.graph.region = provider.module->slot(SlotKind::provider, provider.index).value;
  }
  const Value region = evaluation.graph.region;
  if (!evaluation.options.region.empty() && (!region.is_known() || region.is_null())) {
    evaluation.graph.region = value::string(evaluation.arena, evaluation.options.region);
  }
}

/// What modules that are not on disk are given: they may add to it. Everything these expressions mention has its value
/// by now; what is wrong in them has no module to be wrong for.
void fill_in_handed_out(Evaluation& evaluation, ModuleInstance& top) {
  std::vector<ModuleInstance*> open{&top};
  std::vector<EvalError> ignored;
  while (!open.empty()) {
    ModuleInstance& module = *open.back();
    open.pop_back();
    for (std::size_t i = 0; i < module.children.size(); ++i) {
      const CallState& child = module.children[i];
      open.insert(open.end(), child.instances.begin(), child.instances.end());
      if (child.source != nullptr) continue;
      Expressions expressions(evaluation, {.module = &module});
      evaluation.faults.capture(&ignored);
      for (const ModuleArgument& argument : module.source->calls[i].arguments) {
        evaluation.graph.handed_out.push_back(expressions.eval(*argument.attribute->value));
      }
      evaluation.faults.release();
    }
  }
}

}  // namespace

fs::path absolute_folder(const fs::path& folder) {
  std::error_code ignored;
  fs::path whole = fs::absolute(folder, ignored).lexically_normal();
  if (!whole.has_filename() && whole.has_relative_path()) whole = whole.parent_path();
  return whole;
}

std::shared_ptr<ParsedFiles> parsed_files(text::SourceManager& sources, const Options& options) {
  if (options.parsed) return options.parsed;
  auto parsed = std::make_shared<ParsedFiles>(sources);
  if (!options.allow_outside && !options.scan_root.empty()) parsed->confine(options.scan_root);
  return parsed;
}

void evaluate_root(Evaluation& evaluation) {
  Scheduler(evaluation).force_all(*evaluation.root);
  fill_in_outputs(evaluation);
  fill_in_region(evaluation);
  fill_in_handed_out(evaluation, *evaluation.root);
}

std::unique_ptr<graph::Graph> load_root_module(text::SourceManager& sources, const fs::path& folder,
                                               const Options& options) {
  auto graph = std::make_unique<graph::Graph>(graph::Language::terraform);
  graph->name = text::display_path(folder);
  const std::shared_ptr<ParsedFiles> parsed = parsed_files(sources, options);
  graph->trees = parsed;
  Evaluation evaluation(sources, *parsed, options, *graph, absolute_folder(folder));
  make_root(evaluation);
  read_given_values(evaluation);
  evaluate_root(evaluation);
  return graph;
}

struct Session::State {
  State(text::SourceManager& sources, const fs::path& folder, const Options& given)
      : options(given), parsed(parsed_files(sources, options)), graph(graph::Language::terraform) {
    graph.name = text::display_path(folder);
    graph.trees = parsed;
    evaluation = std::make_unique<Evaluation>(sources, *parsed, options, graph, absolute_folder(folder));
    make_root(*evaluation);
    read_given_values(*evaluation);
    scheduler = std::make_unique<Scheduler>(*evaluation);
  }

  Options options;
  std::shared_ptr<ParsedFiles> parsed;
  graph::Graph graph;
  std::unique_ptr<Evaluation> evaluation;
  std::unique_ptr<Scheduler> scheduler;
};

Session::Session(text::SourceManager& sources, const fs::path& folder, const Options& options)
    : state_(std::make_unique<State>(sources, folder, options)) {}
Session::~Session() = default;

graph::Graph& Session::graph() { return state_->graph; }

EvalResult Session::eval(std::string_view expression) {
  Evaluation& evaluation = *state_->evaluation;
  EvalResult result;
  const hcl::ParsedExpr parsed =
      hcl::parse_expression(text::FileId::none, 0, evaluation.arena.copy(expression), evaluation.arena);
  for (const syntax::SyntaxError& error : parsed.errors) {
    result.errors.push_back({"Invalid expression", error.message, error.span});
  }
  if (!result.errors.empty()) return result;
  std::vector<SourceFault> faults;
  ModuleInstance& root = *evaluation.root;
  const Dependencies dependencies = resolve_expression(*root.source, evaluation.sources, *parsed.expression, faults);
  for (SourceFault& fault : faults) {
    result.errors.push_back({std::move(fault.summary), std::move(fault.detail), fault.fault.span});
  }
  if (!result.errors.empty()) return result;
  state_->scheduler->force(root, dependencies);
  Expressions expressions(evaluation, {.module = &root});
  evaluation.faults.capture(&result.errors);
  result.value = expressions.eval(*parsed.expression);
  evaluation.faults.release();
  return result;
}

}  // namespace tieline::terraform
