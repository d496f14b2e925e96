#include "terraform/plan.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <unordered_set>
#include <utility>

#include "syntax/document/parser.h"
#include "terraform/operators.h"
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

const Node* planned_root(const Node& plan) { return member(plan.find("planned_values"), "root_module"); }

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
  for_each_resource(planned_root(plan), note);
  for_each_resource(member(member(plan.find("prior_state"), "values"), "root_module"), [&](const Node& resource) {
    if (text_of(resource.find("mode")) == "data") note(resource);
  });
}

/// Whether what the configuration on disk makes is what is planned: the same instances.
bool makes_what_is_planned(const graph::Graph& graph, const Node& plan) {
  std::unordered_set<std::string_view> planned;
  for_each_resource(planned_root(plan), [&](const Node& resource) {
    if (text_of(resource.find("mode")) == "managed") planned.insert(text_of(resource.find("address")));
  });
  std::unordered_set<std::string> of_unknown_count;
  for (const graph::Resource& resource : graph.resources()) {
    if (resource.mode != graph::Mode::managed) continue;
    if (resource.symbolic) {
      of_unknown_count.insert(without_keys(resource.address));
    } else if (resource.when.is_always() && !planned.contains(resource.address)) {
      return false;
    }
  }
  return std::all_of(planned.begin(), planned.end(), [&](std::string_view address) {
    return graph.find(address) != nullptr || of_unknown_count.contains(without_keys(address));
  });
}

/// Whether a resource still has the arguments that the plan's configuration had, with the same constants.
bool is_unchanged(text::Arena& arena, const graph::Resource& resource, const Node& configured) {
  const Node* expressions = configured.find("expressions");
  for (const value::MappingEntry& entry : resource.attributes.entries()) {
    // Blocks may be dynamic ones, which the plan's configuration leaves out.
    const bool blocks = entry.value.is(value::Kind::sequence) || entry.value.is(value::Kind::mapping);
    const bool written = entry.key_span.valid();
    if (!blocks && written && member(expressions, entry.key) == nullptr) return false;
  }
  if (expressions == nullptr) return true;
  return std::all_of(expressions->entries.begin(), expressions->entries.end(), [&](const document::Entry& entry) {
    const Node* constant = entry.value->find("constant_value");
    if (constant == nullptr || !constant->is_scalar()) return true;
    return equal(resource.attribute(entry.key), plan_value(arena, constant, nullptr)) != value::Answer::no;
  });
}

/// Whether the configuration on disk is the one that the plan was made of, as far as the plan shows it.
bool is_configuration_of(graph::Graph& graph, const Node& plan) {
  if (!makes_what_is_planned(graph, plan)) return false;
  const auto configured = configured_resources(plan);
  return std::all_of(graph.resources().begin(), graph.resources().end(), [&](const graph::Resource& resource) {
    const auto found = configured.find(without_keys(resource.address));
    return found != configured.end() && is_unchanged(graph.arena, resource, *found->second);
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
  return is_configuration_of(*graph, *parsed->root) ? std::move(graph) : nullptr;
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
