#include "terraform/declare.h"

#include <algorithm>
#include <string>
#include <utility>

namespace tieline::terraform {
namespace {

using graph::FaultKind;
using hcl::Attribute;
using hcl::Block;
using hcl::Body;
using hcl::Expr;

/// The text of a quoted string without interpolation, or of a bare word (as old configurations have `type = string`).
std::string_view constant_text(const Expr* expr) {
  if (expr == nullptr) return {};
  if (expr->kind == hcl::ExprKind::template_ && hcl::as<hcl::TemplateExpr>(*expr).constant()) {
    return hcl::as<hcl::TemplateExpr>(*expr).constant_text();
  }
  if (expr->kind == hcl::ExprKind::variable) return hcl::as<hcl::VariableExpr>(*expr).name;
  return {};
}

const Expr* value_of(const Body& body, std::string_view name) {
  const Attribute* attribute = body.find(name);
  return attribute != nullptr ? attribute->value : nullptr;
}

bool is_true(const Body& body, std::string_view name) {
  const Expr* expr = value_of(body, name);
  return expr != nullptr && expr->kind == hcl::ExprKind::literal && hcl::as<hcl::LiteralExpr>(*expr).boolean;
}

/// The nested block type that a block stands for: `dynamic "ingress"` makes `ingress` blocks.
std::string_view block_type(const Block& block) {
  return block.type == "dynamic" && !block.labels.empty() ? block.labels.front().text : block.type;
}

class Declarer {
 public:
  explicit Declarer(ModuleSource& module) : module_(module) {}

  void declare_file(const Body& body) {
    for (const Block& block : body.blocks) declare_block(block);
  }

  void override_file(const Body& body) {
    for (const Block& block : body.blocks) override_block(block);
  }

 private:
  void declare_block(const Block& block);
  void override_block(const Block& block);

  void declare_variable(const Block& block);
  void declare_locals(const Block& block);
  void declare_output(const Block& block);
  void declare_resource(const Block& block, ResourceMode mode);
  void declare_call(const Block& block);
  void declare_provider(const Block& block);
  void override_locals(const Block& block);

  static void fill(VariableDeclaration& variable);
  static void fill(OutputDeclaration& output);
  static void fill(ResourceDeclaration& resource);
  static void fill(ModuleCall& call);
  static void fill(ProviderDeclaration& provider);

  /// Merges an override into a declaration that is there; a new one where none is.
  template <typename Declaration>
  void merge_into(Declaration& declaration, const Block& block) {
    declaration.body = merged(*declaration.body, *block.body);
    fill(declaration);
  }
  const Body* merged(const Body& base, const Body& override);
  Block merged_lifecycle(const Block& base, const Block& override);

  bool has_labels(const Block& block, std::size_t count);
  void duplicate(std::string what, std::string resource, Span first, Span second);

  ModuleSource& module_;
};

bool Declarer::has_labels(const Block& block, std::size_t count) {
  if (block.labels.size() == count) return true;
  module_.faults.push_back(
      {{.kind = FaultKind::syntax_error,
        .span = block.header,
        .message = "a " + std::string(block.type) + " block takes " +
                   (count == 1 ? "one label, its name" : std::to_string(count) + " labels, its type and its name"),
        .help = {},
        .resource = {}}});
  return false;
}

void Declarer::duplicate(std::string what, std::string resource, Span first, Span second) {
  module_.faults.push_back({{.kind = FaultKind::duplicate_declaration,
                             .span = second,
                             .message = std::move(what) + " is declared twice in this module",
                             .help = "rename or remove one of them",
                             .resource = std::move(resource),
                             .related = {{first, "first declared here"}}}});
}

void Declarer::declare_block(const Block& block) {
  if (block.type == "resource") return declare_resource(block, ResourceMode::managed);
  if (block.type == "data") return declare_resource(block, ResourceMode::data);
  if (block.type == "ephemeral") return declare_resource(block, ResourceMode::ephemeral);
  if (block.type == "variable") return declare_variable(block);
  if (block.type == "locals") return declare_locals(block);
  if (block.type == "output") return declare_output(block);
  if (block.type == "module") return declare_call(block);
  if (block.type == "provider") return declare_provider(block);
  if (block.type == "check") {
    for (const Block& inner : block.body->blocks) {
      if (inner.type == "data") declare_resource(inner, ResourceMode::data);
    }
  }
  // terraform, moved, import, removed, and what later versions bring: nothing that a name could refer to.
}

void Declarer::fill(VariableDeclaration& variable) {
  variable.type = value_of(*variable.body, "type");
  variable.default_value = value_of(*variable.body, "default");
  variable.nullable = variable.body->find("nullable");
  variable.sensitive = variable.body->find("sensitive");
  variable.ephemeral = variable.body->find("ephemeral");
}

void Declarer::declare_variable(const Block& block) {
  if (!has_labels(block, 1)) return;
  const std::string_view name = block.labels[0].text;
  const auto [entry, added] = module_.variable_index.emplace(name, module_.variables.size());
  if (!added) {
    const VariableDeclaration& first = module_.variables[entry->second];
    return duplicate("the variable \"" + std::string(name) + "\"", "var." + std::string(name), first.block->header,
                     block.header);
  }
  VariableDeclaration& variable = module_.variables.emplace_back();
  variable.name = name;
  variable.block = &block;
  variable.body = block.body;
  fill(variable);
}

void Declarer::declare_locals(const Block& block) {
  for (const Attribute& attribute : block.body->attributes) {
    const auto [entry, added] = module_.local_index.emplace(attribute.name, module_.locals.size());
    if (!added) {
      const LocalDeclaration& first = module_.locals[entry->second];
      duplicate("the local value \"" + std::string(attribute.name) + "\"", "local." + std::string(attribute.name),
                first.attribute->name_span, attribute.name_span);
      continue;
    }
    LocalDeclaration& local = module_.locals.emplace_back();
    local.name = attribute.name;
    local.attribute = &attribute;
  }
}

void Declarer::fill(OutputDeclaration& output) {
  output.value = value_of(*output.body, "value");
  output.sensitive = is_true(*output.body, "sensitive");
  output.ephemeral = is_true(*output.body, "ephemeral");
}

void Declarer::declare_output(const Block& block) {
  if (!has_labels(block, 1)) return;
  const std::string_view name = block.labels[0].text;
  const auto [entry, added] = module_.output_index.emplace(name, module_.outputs.size());
  if (!added) {
    const OutputDeclaration& first = module_.outputs[entry->second];
    return duplicate("the output \"" + std::string(name) + "\"", "output." + std::string(name), first.block->header,
                     block.header);
  }
  OutputDeclaration& output = module_.outputs.emplace_back();
  output.name = name;
  output.block = &block;
  output.body = block.body;
  fill(output);
}

void Declarer::fill(ResourceDeclaration& resource) {
  resource.count = value_of(*resource.body, "count");
  resource.for_each = value_of(*resource.body, "for_each");
  resource.provider = value_of(*resource.body, "provider");
  resource.depends_on = value_of(*resource.body, "depends_on");
}

void Declarer::declare_resource(const Block& block, ResourceMode mode) {
  if (!has_labels(block, 2)) return;
  ResourceDeclaration resource;
  resource.mode = mode;
  resource.type = block.labels[0].text;
  resource.name = block.labels[1].text;
  resource.block = &block;
  resource.body = block.body;
  fill(resource);
  auto& index = mode == ResourceMode::managed ? module_.managed_index
                : mode == ResourceMode::data  ? module_.data_index
                                              : module_.ephemeral_index;
  const auto [entry, added] = index.emplace(ResourceKey{resource.type, resource.name}, module_.resources.size());
  if (!added) {
    const std::string address = address_of(resource);
    return duplicate(address, address, module_.resources[entry->second].block->header, block.header);
  }
  module_.resources.push_back(std::move(resource));
}

void Declarer::fill(ModuleCall& call) {
  const Expr* source = value_of(*call.body, "source");
  call.source = constant_text(source);
  call.source_span = source != nullptr ? source->span : call.block->header;
  call.count = value_of(*call.body, "count");
  call.for_each = value_of(*call.body, "for_each");
  call.providers = value_of(*call.body, "providers");
  call.arguments.clear();
  for (const Attribute& attribute : call.body->attributes) {
    static constexpr std::string_view meta[] = {"source", "version", "count", "for_each", "providers", "depends_on"};
    if (std::find(std::begin(meta), std::end(meta), attribute.name) != std::end(meta)) continue;
    call.arguments.push_back({&attribute, {}});
  }
}

void Declarer::declare_call(const Block& block) {
  if (!has_labels(block, 1)) return;
  const std::string_view name = block.labels[0].text;
  const auto [entry, added] = module_.call_index.emplace(name, module_.calls.size());
  if (!added) {
    const std::string address = "module." + std::string(name);
    return duplicate(address, address, module_.calls[entry->second].block->header, block.header);
  }
  ModuleCall& call = module_.calls.emplace_back();
  call.name = name;
  call.block = &block;
  call.body = block.body;
  fill(call);
}

void Declarer::fill(ProviderDeclaration& provider) {
  provider.alias = constant_text(value_of(*provider.body, "alias"));
  provider.region = value_of(*provider.body, "region");
}

void Declarer::declare_provider(const Block& block) {
  if (!has_labels(block, 1)) return;
  ProviderDeclaration provider;
  provider.name = block.labels[0].text;
  provider.block = &block;
  provider.body = block.body;
  fill(provider);
  for (const ProviderDeclaration& there : module_.providers) {
    if (there.name != provider.name || there.alias != provider.alias) continue;
    const std::string what = provider.alias.empty()
                                 ? "a default configuration of the provider "
                                 : "the configuration \"" + std::string(provider.alias) + "\" of the provider ";
    return duplicate(what + std::string(provider.name), "provider." + std::string(provider.name), there.block->header,
                     block.header);
  }
  module_.providers.push_back(std::move(provider));
}

/// Terraform's rule: an argument of the override replaces the one there; nested blocks of a type that the override
/// has replace all nested blocks of that type, but lifecycle blocks are merged.
const Body* Declarer::merged(const Body& base, const Body& override) {
  text::Arena& arena = module_.arena;
  std::vector<Attribute> attributes(base.attributes.begin(), base.attributes.end());
  for (const Attribute& attribute : override.attributes) {
    const auto there = std::find_if(attributes.begin(), attributes.end(),
                                    [&](const Attribute& a) { return a.name == attribute.name; });
    if (there != attributes.end()) {
      *there = attribute;
    } else {
      attributes.push_back(attribute);
    }
  }
  std::vector<Block> blocks;
  const Block* lifecycle = nullptr;
  for (const Block& block : base.blocks) {
    const bool replaced = std::any_of(override.blocks.begin(), override.blocks.end(),
                                      [&](const Block& b) { return block_type(b) == block_type(block); });
    if (block.type == "lifecycle") lifecycle = &block;
    if (!replaced) blocks.push_back(block);
  }
  for (const Block& block : override.blocks) {
    blocks.push_back(block.type == "lifecycle" && lifecycle != nullptr ? merged_lifecycle(*lifecycle, block) : block);
  }
  return arena.make<Body>(std::span<const Attribute>(arena.copy(attributes)),
                          std::span<const Block>(arena.copy(blocks)), base.span);
}

Block Declarer::merged_lifecycle(const Block& base, const Block& override) {
  Block block = base;
  block.body = merged(*base.body, *override.body);
  return block;
}

void Declarer::override_locals(const Block& block) {
  for (const Attribute& attribute : block.body->attributes) {
    const auto there = module_.local_index.find(attribute.name);
    if (there != module_.local_index.end()) {
      module_.locals[there->second].attribute = &attribute;
      continue;
    }
    module_.local_index.emplace(attribute.name, module_.locals.size());
    LocalDeclaration& local = module_.locals.emplace_back();
    local.name = attribute.name;
    local.attribute = &attribute;
  }
}

/// An override of something that is not there is an error for Terraform (the base may stand in a file that did not
/// parse); it is declared, so that nothing else is reported because of it.
void Declarer::override_block(const Block& block) {
  if (block.type == "locals") return override_locals(block);
  const auto by_name = [&](auto& index, auto& declarations) {
    const auto there = block.labels.size() == 1 ? index.find(block.labels[0].text) : index.end();
    if (there == index.end()) return declare_block(block);
    merge_into(declarations[there->second], block);
  };
  if (block.type == "variable") return by_name(module_.variable_index, module_.variables);
  if (block.type == "output") return by_name(module_.output_index, module_.outputs);
  if (block.type == "module") return by_name(module_.call_index, module_.calls);
  if (block.type == "resource" || block.type == "data") {
    const ResourceMode mode = block.type == "data" ? ResourceMode::data : ResourceMode::managed;
    const std::uint32_t index = block.labels.size() == 2
                                    ? module_.find_resource(mode, block.labels[0].text, block.labels[1].text)
                                    : not_declared;
    if (index == not_declared) return declare_block(block);
    return merge_into(module_.resources[index], block);
  }
  if (block.type == "provider" && block.labels.size() == 1) {
    const std::string_view alias = constant_text(value_of(*block.body, "alias"));
    for (ProviderDeclaration& provider : module_.providers) {
      if (provider.name == block.labels[0].text && provider.alias == alias) return merge_into(provider, block);
    }
  }
  declare_block(block);
}

}  // namespace

std::uint32_t ModuleSource::find_resource(ResourceMode mode, std::string_view type, std::string_view name) const {
  const ResourceIndex& index = index_of(mode);
  const auto found = index.find(ResourceKey{type, name});
  return found == index.end() ? not_declared : found->second;
}

const ResourceIndex& ModuleSource::index_of(ResourceMode mode) const {
  switch (mode) {
    case ResourceMode::data:
      return data_index;
    case ResourceMode::ephemeral:
      return ephemeral_index;
    default:
      return managed_index;
  }
}

std::string address_of(const ResourceDeclaration& resource) {
  std::string address;
  if (resource.mode == ResourceMode::data) address = "data.";
  if (resource.mode == ResourceMode::ephemeral) address = "ephemeral.";
  address += resource.type;
  address += '.';
  address += resource.name;
  return address;
}

void declare(ModuleSource& module, const std::vector<ModuleFile>& files) {
  Declarer declarer(module);
  for (const ModuleFile& file : files) {
    if (!file.overrides) declarer.declare_file(*file.parsed->body);
  }
  for (const ModuleFile& file : files) {
    if (file.overrides) declarer.override_file(*file.parsed->body);
  }
}

}  // namespace tieline::terraform
