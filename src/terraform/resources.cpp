// Instances of resources and what they are configured with.

#include <array>
#include <string>
#include <utility>

#include "terraform/convert.h"
#include "terraform/plan_document.h"
#include "terraform/read.h"
#include "terraform/slots.h"
#include "text/limits.h"

namespace tieline::terraform {
namespace {

using value::Kind;
using value::MappingEntry;
using value::Reference;

/// Arguments and blocks of a resource that are Terraform's own.
constexpr std::array<std::string_view, 7> own_arguments{"count",     "for_each",    "provider",  "depends_on",
                                                        "lifecycle", "provisioner", "connection"};

std::string_view first_word(std::string_view type) { return type.substr(0, type.find('_')); }

/// `aws.west` as a name and an alias.
std::pair<std::string_view, std::string_view> provider_name(const hcl::Expr& expr) {
  if (expr.kind == hcl::ExprKind::variable) return {hcl::as<hcl::VariableExpr>(expr).name, {}};
  if (expr.kind == hcl::ExprKind::template_ && hcl::as<hcl::TemplateExpr>(expr).constant()) {
    const std::string_view text = hcl::as<hcl::TemplateExpr>(expr).constant_text();
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos) return {text, {}};
    return {text.substr(0, dot), text.substr(dot + 1)};
  }
  if (expr.kind == hcl::ExprKind::attribute) {
    const auto& attribute = hcl::as<hcl::AttributeExpr>(expr);
    if (attribute.object->kind == hcl::ExprKind::variable) {
      return {hcl::as<hcl::VariableExpr>(*attribute.object).name, attribute.name};
    }
  }
  return {};
}

/// Where a module's `providers` argument says that the child's configuration comes from.
const hcl::Expr* passed_provider(const hcl::Expr& providers, std::string_view name, std::string_view alias) {
  if (providers.kind != hcl::ExprKind::object) return nullptr;
  for (const hcl::ObjectItem& item : hcl::as<hcl::ObjectExpr>(providers).items) {
    const auto key = provider_name(*item.key);
    if (key.first == name && key.second == alias) return item.value;
  }
  return nullptr;
}

Value region_of(Evaluation& evaluation, ModuleInstance& module, const ResourceDeclaration& declaration,
                const graph::Resource& resource) {
  // Since version 6 of the provider a resource may name its own region.
  if (declaration.type.starts_with("aws_")) {
    const Value* own = resource.attributes.find("region");
    if (own != nullptr && !own->is_null()) return *own;
  }
  const ProviderPlace provider = provider_of(module, declaration);
  const Value region =
      provider.module != nullptr ? provider.module->slot(SlotKind::provider, provider.index).value : Value();
  if (region.is_known() && !region.is_null()) return region;
  if (!evaluation.options.region.empty()) return value::string(evaluation.arena, evaluation.options.region);
  return region.is_null() ? Value() : region;
}

std::span<const Reference> depends_on(Evaluation& evaluation, ModuleInstance& module, const hcl::Expr* expr) {
  if (expr == nullptr || expr->kind != hcl::ExprKind::tuple) return {};
  std::vector<Reference> references;
  for (const hcl::Expr* item : hcl::as<hcl::TupleExpr>(*expr).items) {
    // `type.name`, `data.type.name`, perhaps with an index after it.
    const hcl::Expr* at = item->kind == hcl::ExprKind::index ? hcl::as<hcl::IndexExpr>(*item).object : item;
    if (at->kind != hcl::ExprKind::attribute) continue;
    const auto& last = hcl::as<hcl::AttributeExpr>(*at);
    ResourceMode mode = ResourceMode::managed;
    std::string_view type;
    if (last.object->kind == hcl::ExprKind::variable) {
      type = hcl::as<hcl::VariableExpr>(*last.object).name;
    } else if (last.object->kind == hcl::ExprKind::attribute) {
      type = hcl::as<hcl::AttributeExpr>(*last.object).name;
      mode = ResourceMode::data;
    }
    const std::uint32_t index = module.source->find_resource(mode, type, last.name);
    if (index == not_declared) continue;
    for (const ResourceInstance& instance : module.resources[index].instances) {
      if (instance.resource != nullptr) references.push_back({instance.resource, "", item->span});
    }
  }
  return evaluation.arena.copy(references);
}

/// What a saved plan knows and the configuration does not say: all that a data source found; of a resource that exists
/// what it is, since what else its state has may be anybody's doing.
Value with_planned_values(Evaluation& evaluation, const graph::Resource& resource, Value body) {
  const auto planned = evaluation.planned_values.find(resource.address);
  if (planned == evaluation.planned_values.end()) return body;
  std::vector<MappingEntry> entries;
  for (const MappingEntry& entry : body.entries()) {
    if (!entry.value.is_null()) entries.push_back(entry);
  }
  for (const document::Entry& entry : planned->second->entries) {
    if (entry.value->kind == document::Kind::null) continue;
    if (resource.mode == graph::Mode::managed && !is_identity(entry.key)) continue;
    if (const Value* given = body.find(entry.key); given != nullptr && !given->is_null()) continue;
    entries.push_back({entry.key, {}, plan_value(evaluation.arena, entry.value, nullptr)});
  }
  if (body.rest() == nullptr) return value::mapping(evaluation.arena, entries, body.flavour(), body.span());
  return value::open_mapping(evaluation.arena, entries, *body.rest(), body.rest_overrides(), body.flavour(),
                             body.span());
}

}  // namespace

ProviderPlace find_provider(ModuleInstance& module, std::string_view name, std::string_view alias) {
  ModuleInstance* at = &module;
  for (;;) {
    for (std::uint32_t i = 0; i < at->source->providers.size(); ++i) {
      const ProviderDeclaration& provider = at->source->providers[i];
      if (provider.name == name && provider.alias == alias) return {at, i};
    }
    if (at->parent == nullptr) return {};
    const ModuleCall& call = at->parent->source->calls[at->call];
    const hcl::Expr* passed = call.providers != nullptr ? passed_provider(*call.providers, name, alias) : nullptr;
    if (passed != nullptr) {
      std::tie(name, alias) = provider_name(*passed);
      if (name.empty()) return {};
    } else if (!alias.empty()) {
      return {};
    }
    at = at->parent;
  }
}

ProviderPlace provider_of(ModuleInstance& module, const ResourceDeclaration& resource) {
  if (resource.provider == nullptr) return find_provider(module, first_word(resource.type), {});
  const auto [name, alias] = provider_name(*resource.provider);
  return name.empty() ? ProviderPlace{} : find_provider(module, name, alias);
}

void evaluate_provider(Evaluation& evaluation, ModuleInstance& module, std::uint32_t index) {
  const ProviderDeclaration& provider = module.source->providers[index];
  if (provider.region == nullptr) return;
  const std::string_view address = full_address(evaluation, module, "provider." + std::string(provider.name));
  Expressions expressions(evaluation,
                          {.module = &module, .address = address, .when = module.when, .symbolic = module.symbolic});
  module.slot(SlotKind::provider, index).value =
      expressions.eval_as(*provider.region, *value::string_type(), "Invalid provider configuration");
}

void make_instances(Evaluation& evaluation, ModuleInstance& module, std::uint32_t index) {
  const ResourceDeclaration& declaration = module.source->resources[index];
  const std::string_view base = full_address(evaluation, module, address_of(declaration));
  Expressions expressions(evaluation,
                          {.module = &module, .address = base, .when = module.when, .symbolic = module.symbolic});
  std::vector<ResourceInstance>& instances = module.resources[index].instances;
  const Value open = value::open_mapping(evaluation.arena, {}, Value(), true, value::Flavour::object);
  std::vector<Repetition> made =
      repetitions(expressions, declaration.count, declaration.for_each, declaration.block->header);
  instances.reserve(made.size());
  for (Repetition& repetition : made) {
    ResourceInstance& instance = instances.emplace_back();
    instance.repetition = repetition;
    if (declaration.mode == ResourceMode::ephemeral) continue;
    graph::Resource resource{.language = graph::Language::terraform,
                             .mode = declaration.mode == ResourceMode::data ? graph::Mode::data : graph::Mode::managed,
                             .address = instance_address(evaluation, base, repetition),
                             .type = declaration.type,
                             .name = declaration.name,
                             .attributes = open,
                             .span = declaration.block->span,
                             .header = declaration.block->header,
                             .calls = module.calls,
                             .when = evaluation.conditions.conjunction(module.when, repetition.when),
                             .symbolic = repetition.symbolic || module.symbolic,
                             .symbolic_itself = repetition.symbolic,
                             .region = {}};
    instance.resource = &evaluation.graph.add(resource);
  }
}

void evaluate_bodies(Evaluation& evaluation, ModuleInstance& module, std::uint32_t index) {
  const ResourceDeclaration& declaration = module.source->resources[index];
  for (ResourceInstance& instance : module.resources[index].instances) {
    const Repetition& repetition = instance.repetition;
    std::string_view address = instance.resource != nullptr ? instance.resource->address : declaration.name;
    Expressions expressions(evaluation, {.module = &module,
                                         .repetition = &repetition,
                                         .self = instance.resource,
                                         .address = address,
                                         .when = evaluation.conditions.conjunction(module.when, repetition.when),
                                         .symbolic = module.symbolic || repetition.symbolic});
    if (evaluation.exhausted()) return;
    const Value body = body_value(expressions, *declaration.body, own_arguments, declaration.block->span);
    if (instance.resource == nullptr) continue;
    graph::Resource& resource = *instance.resource;
    resource.attributes = with_planned_values(evaluation, resource, body);
    resource.region = region_of(evaluation, module, declaration, resource);
    resource.depends_on = depends_on(evaluation, module, declaration.depends_on);
    if (declaration.mode == ResourceMode::data) {
      instance.computed = evaluation.arena.copy(settled_attributes(evaluation, resource));
    }
  }
}

}  // namespace tieline::terraform
