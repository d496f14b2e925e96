#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "graph/graph.h"
#include "syntax/document/node.h"
#include "syntax/hcl/ast.h"
#include "terraform/budget.h"
#include "terraform/fault_sink.h"
#include "terraform/functions/functions.h"
#include "terraform/instance.h"
#include "terraform/load.h"
#include "terraform/module_files.h"
#include "terraform/parsed_files.h"
#include "value/type.h"

namespace tieline::terraform {

/// A template file or text, parsed for `templatefile` or `templatestring`.
struct ParsedTemplate {
  const hcl::Expr* expression = nullptr;
  std::string error;  ///< why it does not parse; empty where it does
  text::Span error_span;
};

/// Everything that the evaluation of one root module shares.
struct Evaluation {
  Evaluation(text::SourceManager& source_manager, ParsedFiles& parsed_files, const Options& run_options,
             graph::Graph& target, const std::filesystem::path& root_folder);

  text::SourceManager& sources;
  ParsedFiles& parsed;
  const Options& options;
  graph::Graph& graph;
  text::Arena& arena;
  value::ConditionSpace& conditions;
  std::filesystem::path root_folder;
  Budget budget;
  FaultSink faults;
  ModuleFiles files;
  /// The addresses of instances do not change.
  std::deque<ModuleInstance> modules;
  ModuleInstance* root = nullptr;
  std::size_t instances_made = 0;

  /// Values given from outside to the root's variables.
  std::unordered_map<std::string_view, Value> given;
  /// The types of the variables of each module source, as far as they were asked for.
  std::unordered_map<const VariableDeclaration*, const value::Type*> variable_types;
  /// Sources whose own faults are in the graph already.
  std::unordered_set<const ModuleSource*> reported_sources;
  /// Where `terraform init` put remote modules, by their dotted path of calls.
  std::unordered_map<std::string, std::filesystem::path> installed_modules;
  /// Mappings of many entries, by key, once something is looked up in them.
  std::unordered_map<const value::Data*, std::unordered_map<std::string_view, const value::MappingEntry*>> key_indexes;
  /// What was taken by key out of elements that nobody has listed, by their rest and the key.
  std::unordered_map<const value::Data*, std::unordered_map<std::string, Value>> unlisted_elements;
  std::unordered_map<std::string, ParsedTemplate> templates;
  /// What a saved plan knows of resources and data sources, by address.
  std::unordered_map<std::string_view, const document::Node*> planned_values;

  /// Whether all the memory there is for values is used up; then what is left is taken as unknown.
  bool exhausted() {
    if (arena.used() <= limits::evaluation_bytes) return false;
    budget.refuse("the evaluation takes more than " + std::to_string(limits::evaluation_bytes >> 20U) + " MiB");
    return true;
  }
  CallContext call_context() { return {arena, conditions, budget, files}; }
};

}  // namespace tieline::terraform
