#include "terraform/plan.h"

#include <string>
#include <unordered_set>
#include <utility>

#include "syntax/document/parser.h"
#include "terraform/planned_values.h"
#include "terraform/root.h"
#include "terraform/slots.h"

namespace tieline::terraform {
namespace {

namespace fs = std::filesystem;

using document::Node;

const Node* find(const Node* node, std::string_view key) { return node != nullptr ? node->find(key) : nullptr; }

std::string_view text_of(const Node* node) {
  return node != nullptr && node->kind == document::Kind::string ? node->text : std::string_view{};
}

/// A parsed plan and the memory its tree lives in.
struct ParsedPlan {
  text::Arena arena;
  const Node* root = nullptr;
  std::shared_ptr<ParsedFiles> configuration;
};

/// Whether the module declares the resources that the plan was made of, so that it is the plan's configuration.
bool is_configuration_of(const ModuleSource& source, const Node& plan) {
  const Node* resources = find(find(plan.find("configuration"), "root_module"), "resources");
  if (source.file_count == 0) return false;
  if (resources == nullptr) return true;
  std::unordered_set<std::string> declared;
  for (const ResourceDeclaration& resource : source.resources) declared.insert(address_of(resource));
  for (const Node* resource : resources->items) {
    if (!declared.contains(std::string(text_of(resource->find("address"))))) return false;
  }
  return true;
}

void give_variables(Evaluation& evaluation, const Node& plan) {
  const Node* variables = plan.find("variables");
  if (variables == nullptr) return;
  for (const document::Entry& entry : variables->entries) {
    const Node* value = entry.value->find("value");
    if (value != nullptr) evaluation.given[entry.key] = plan_value(evaluation.arena, value, nullptr);
  }
}

/// What data sources found, by address.
void note_data_sources(Evaluation& evaluation, const Node* module, std::size_t depth) {
  if (module == nullptr || depth > limits::module_depth) return;
  if (const Node* resources = module->find("resources")) {
    for (const Node* resource : resources->items) {
      const Node* values = resource->find("values");
      if (values == nullptr || text_of(resource->find("mode")) != "data") continue;
      evaluation.data_values.emplace(text_of(resource->find("address")), values);
    }
  }
  if (const Node* children = module->find("child_modules")) {
    for (const Node* child : children->items) note_data_sources(evaluation, child, depth + 1);
  }
}

}  // namespace

bool may_be_plan(std::string_view bytes) {
  const std::string_view start = bytes.substr(0, 4096);
  return start.find("\"format_version\"") != std::string_view::npos &&
         start.find("\"terraform_version\"") != std::string_view::npos;
}

std::unique_ptr<graph::Graph> load_plan(text::SourceManager& sources, text::FileId file, const fs::path& path,
                                        const Options& options) {
  const std::string_view bytes = sources.file(file).bytes();
  if (!may_be_plan(bytes)) return nullptr;
  auto parsed = std::make_shared<ParsedPlan>();
  const document::ParsedDocuments documents = document::parse_json(file, bytes, parsed->arena);
  if (documents.roots.empty()) return nullptr;
  parsed->root = documents.roots.front();
  const Node& plan = *parsed->root;
  if (plan.find("planned_values") == nullptr) return nullptr;

  auto graph = std::make_unique<graph::Graph>(graph::Language::terraform);
  graph->name = text::display_path(path);
  parsed->configuration = parsed_files(sources, options);
  graph->trees = parsed;
  const fs::path folder = absolute_folder(path).parent_path();
  if (!is_configuration_of(parsed->configuration->module(folder), plan)) {
    read_planned_values(*graph, plan, options.region);
    return graph;
  }
  Evaluation evaluation(sources, *parsed->configuration, options, *graph, folder);
  make_root(evaluation);
  give_variables(evaluation, plan);
  note_data_sources(evaluation, find(find(plan.find("prior_state"), "values"), "root_module"), 0);
  note_data_sources(evaluation, find(plan.find("planned_values"), "root_module"), 0);
  evaluate_root(evaluation);
  return graph;
}

}  // namespace tieline::terraform
