#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/graph.h"
#include "terraform/plan_document.h"

namespace tieline::terraform {

/// An instance of a module in a plan, with its part of the plan's configuration.
struct PlannedModule {
  const Node* configuration = nullptr;  ///< null where the plan has none
  const Node* call = nullptr;           ///< the call that leads to it; null for the root
  const PlannedModule* parent = nullptr;
  std::string address = {};  ///< `module.net["a"]`; empty for the root
};

/// What an expression of the plan's configuration refers to.
struct PlanTargets {
  std::vector<value::Reference> references;  ///< in the order of the text; what is known already is left out
  bool complete = true;  ///< false where it also mentions what cannot be followed: locals, each, several instances
};

/// Finds what the expressions of a plan's configuration refer to. The plan lists the names in an expression, and
/// nothing of how they are put together.
class PlanReferences {
 public:
  explicit PlanReferences(const graph::Graph& graph) : graph_(graph) {}

  /// Makes a module known: the root with an empty address and no parent.
  const PlannedModule& add_module(PlannedModule module);
  /// Says which attributes of a resource the plan knows.
  void add_values(const graph::Resource& resource, const Node& values) { values_.emplace(&resource, &values); }
  /// What `expression` of a resource in that module refers to, through variables and outputs.
  [[nodiscard]] PlanTargets follow(const PlannedModule& module, const Node& expression);

 private:
  void follow(const PlannedModule& module, const Node& expression, std::size_t depth, PlanTargets& targets);
  void follow_name(const PlannedModule& module, std::string_view name, std::size_t depth, PlanTargets& targets);
  void follow_output(const PlannedModule& module, std::string_view name, std::size_t depth, PlanTargets& targets);
  void follow_attribute(const PlannedModule& module, std::string_view name, PlanTargets& targets);

  const graph::Graph& graph_;
  std::unordered_map<std::string, std::unique_ptr<PlannedModule>> modules_;  // by address
  std::unordered_map<const graph::Resource*, const Node*> values_;
  std::size_t steps_ = 0;  // of the expression at hand
};

}  // namespace tieline::terraform
