#include "terraform/plan.h"

#include <cstring>
#include <string>
#include <utility>

#include "syntax/document/parser.h"
#include "terraform/plan_comparison.h"
#include "terraform/plan_document.h"
#include "terraform/planned_values.h"
#include "terraform/root.h"
#include "terraform/slots.h"

namespace tieline::terraform {
namespace {

namespace fs = std::filesystem;

/// A parsed plan, the memory its tree lives in, and the configuration beside it.
struct ParsedPlan {
  text::Arena arena;
  const Node* root = nullptr;
  std::shared_ptr<ParsedFiles> configuration;
};

bool occurs(std::string_view needle, std::string_view bytes) {
  return ::memmem(bytes.data(), bytes.size(), needle.data(), needle.size()) != nullptr;
}

void give_variables(Evaluation& evaluation, const Node& plan) {
  const Node* variables = plan.find("variables");
  if (variables == nullptr) return;
  for (const document::Entry& entry : variables->entries) {
    const Node* value = entry.value->find("value");
    if (value != nullptr) evaluation.given[entry.key] = plan_value(evaluation.arena, value, nullptr);
  }
}

void note_planned_values(Evaluation& evaluation, const Node& plan) {
  const auto note = [&](const Node& resource) {
    if (const Node* values = resource.find("values")) {
      evaluation.planned_values.emplace(text_of(resource.find("address")), values);
    }
  };
  for_each_resource(member(plan.find("planned_values"), "root_module"), note);
  for_each_resource(member(member(plan.find("prior_state"), "values"), "root_module"), [&](const Node& resource) {
    if (text_of(resource.find("mode")) == "data") note(resource);
  });
}

std::unique_ptr<graph::Graph> new_graph(const std::shared_ptr<ParsedPlan>& parsed, const fs::path& path) {
  auto graph = std::make_unique<graph::Graph>(graph::Language::terraform);
  graph->name = text::display_path(path);
  graph->trees = parsed;
  return graph;
}

/// The configuration in the plan's folder, evaluated with what the plan knows; null where it is not the plan's.
std::unique_ptr<graph::Graph> evaluate_beside(text::SourceManager& sources, const std::shared_ptr<ParsedPlan>& parsed,
                                              const fs::path& path, const Options& options) {
  const fs::path folder = absolute_folder(absolute_folder(path).parent_path());
  if (parsed->configuration->module(folder).file_count == 0) return nullptr;
  std::unique_ptr<graph::Graph> graph = new_graph(parsed, path);
  Evaluation evaluation(sources, *parsed->configuration, options, *graph, folder);
  make_root(evaluation);
  give_variables(evaluation, *parsed->root);
  note_planned_values(evaluation, *parsed->root);
  evaluate_root(evaluation);
  return is_configuration_of(evaluation, *parsed->root) ? std::move(graph) : nullptr;
}

}  // namespace

bool may_be_plan(std::string_view bytes) {
  return occurs("\"planned_values\"", bytes) && occurs("\"format_version\"", bytes);
}

std::unique_ptr<graph::Graph> load_plan(text::SourceManager& sources, text::FileId file, const fs::path& path,
                                        const Options& options) {
  const std::string_view bytes = sources.file(file).bytes();
  if (!may_be_plan(bytes)) return nullptr;
  auto parsed = std::make_shared<ParsedPlan>();
  const document::ParsedDocuments documents = document::parse_json(file, bytes, parsed->arena);
  if (documents.roots.empty()) return nullptr;
  parsed->root = documents.roots.front();
  if (parsed->root->find("planned_values") == nullptr) return nullptr;
  parsed->configuration = parsed_files(sources, options);
  if (auto graph = evaluate_beside(sources, parsed, path, options)) return graph;
  std::unique_ptr<graph::Graph> graph = new_graph(parsed, path);
  read_planned_values(*graph, *parsed->root, options.region);
  return graph;
}

}  // namespace tieline::terraform
