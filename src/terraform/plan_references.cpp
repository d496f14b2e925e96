#include "terraform/plan_references.h"

#include <utility>

#include "text/limits.h"

namespace tieline::terraform {
namespace {

/// Names that one expression may lead to; past it nothing certain is said of it.
constexpr std::size_t most_steps = 1'000;

/// Where the first step of a name ends: at the first dot or bracket that is not inside a key.
std::size_t end_of_step(std::string_view name, std::size_t from) {
  bool in_key = false;
  bool quoted = false;
  for (std::size_t i = from; i < name.size(); ++i) {
    const char c = name[i];
    if (quoted && c == '\\') {
      ++i;
    } else if (in_key && c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == '[' || c == ']')) {
      in_key = c == '[';
    } else if (!in_key && c == '.') {
      return i;
    }
  }
  return name.size();
}

/// Whether `name` is what `longer` begins with: Terraform lists `a.b.id`, then `a.b`.
bool begins(std::string_view name, std::string_view longer) {
  return longer.size() > name.size() && longer.starts_with(name) &&
         (longer[name.size()] == '.' || longer[name.size()] == '[');
}

std::string in_module(const PlannedModule& module, std::string_view address) {
  return module.address.empty() ? std::string(address) : module.address + "." + std::string(address);
}

}  // namespace

const PlannedModule& PlanReferences::add_module(PlannedModule module) {
  auto& place = modules_[module.address];
  if (!place) place = std::make_unique<PlannedModule>(std::move(module));
  return *place;
}

PlanTargets PlanReferences::follow(const PlannedModule& module, const Node& expression) {
  PlanTargets targets;
  steps_ = 0;
  follow(module, expression, 0, targets);
  return targets;
}

void PlanReferences::follow(const PlannedModule& module, const Node& expression, std::size_t depth,
                            PlanTargets& targets) {
  if (depth > limits::module_depth * 2) targets.complete = false;
  if (!targets.complete) return;
  for (const Node* block : expression.items) follow(module, *block, depth + 1, targets);
  const Node* references = expression.find("references");
  if (references == nullptr) {
    // A nested block: an expression for each argument.
    if (expression.find("constant_value") != nullptr) return;
    for (const document::Entry& entry : expression.entries) follow(module, *entry.value, depth + 1, targets);
    return;
  }
  std::string_view before;
  for (const Node* reference : references->items) {
    const std::string_view name = text_of(reference);
    if (begins(name, before)) continue;
    follow_name(module, name, depth, targets);
    before = name;
  }
}

void PlanReferences::follow_name(const PlannedModule& module, std::string_view name, std::size_t depth,
                                 PlanTargets& targets) {
  if (++steps_ > most_steps) targets.complete = false;
  if (!targets.complete) return;
  if (name.starts_with("path.") || name.starts_with("terraform.")) return;
  if (name.starts_with("module.")) return follow_output(module, name, depth, targets);
  if (name.starts_with("var.")) {
    // The root's variables are known.
    if (module.parent == nullptr) return;
    const std::string_view variable = name.substr(4, name.find_first_of(".[", 4) - 4);
    const Node* argument = member(member(module.call, "expressions"), variable);
    if (argument != nullptr) follow(*module.parent, *argument, depth + 1, targets);
    return;
  }
  if (name.starts_with("local.") || name.starts_with("each.") || name.starts_with("count.")) {
    targets.complete = false;
    return;
  }
  follow_attribute(module, name, targets);
}

/// `module.net["a"].subnet_ids`.
void PlanReferences::follow_output(const PlannedModule& module, std::string_view name, std::size_t depth,
                                   PlanTargets& targets) {
  const std::size_t end = end_of_step(name, std::string_view("module.").size());
  const auto child = modules_.find(in_module(module, name.substr(0, end)));
  const Node* expression = nullptr;
  if (child != modules_.end() && end < name.size()) {
    const std::string_view output = name.substr(end + 1, name.find_first_of(".[", end + 1) - end - 1);
    expression = member(member(member(child->second->configuration, "outputs"), output), "expression");
  }
  if (expression != nullptr) return follow(*child->second, *expression, depth + 1, targets);
  targets.complete = false;
}

/// `type.name["key"].attribute`, `data.type.name.attribute`.
void PlanReferences::follow_attribute(const PlannedModule& module, std::string_view name, PlanTargets& targets) {
  std::size_t end = end_of_step(name, name.starts_with("data.") ? std::string_view("data.").size() : 0);
  if (end < name.size()) end = end_of_step(name, end + 1);
  const graph::Resource* resource = end < name.size() ? graph_.find(in_module(module, name.substr(0, end))) : nullptr;
  if (resource == nullptr) {
    targets.complete = false;
    return;
  }
  const std::string_view attribute = name.substr(end + 1);
  const auto values = values_.find(resource);
  const Node* known = values != values_.end() ? values->second->find(attribute) : nullptr;
  if (known != nullptr && known->is_scalar()) return;
  targets.references.push_back({resource, attribute, resource->header});
}

}  // namespace tieline::terraform
