#include "terraform/planned_values.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "text/limits.h"

namespace tieline::terraform {
namespace {

using document::Entry;
using document::Node;
using graph::Resource;
using value::Flavour;
using value::MappingEntry;
using value::Reference;
using value::Value;

std::string_view text_of(const Node* node) {
  return node != nullptr && node->kind == document::Kind::string ? node->text : std::string_view{};
}

const Node* find(const Node* node, std::string_view key) { return node != nullptr ? node->find(key) : nullptr; }

bool is_true(const Node* node) { return node != nullptr && node->kind == document::Kind::boolean && node->boolean; }

bool has_unknown(const Node* mask) {
  if (mask == nullptr) return false;
  if (is_true(mask)) return true;
  const auto items = mask->items;
  const auto entries = mask->entries;
  return std::any_of(items.begin(), items.end(), [](const Node* item) { return has_unknown(item); }) ||
         std::any_of(entries.begin(), entries.end(), [](const Entry& entry) { return has_unknown(entry.value); });
}

/// A module of the plan's configuration part, and the call that leads to it.
struct ConfiguredModule {
  const Node* module = nullptr;
  const Node* call = nullptr;  ///< null for the root
  const ConfiguredModule* parent = nullptr;
  std::string address = {};  ///< of the instance: `module.net["a"]`; empty for the root
};

/// What an expression of the plan's configuration refers to.
struct Targets {
  std::vector<Reference> references;
  bool complete = true;  ///< false where it also mentions what cannot be followed: locals, each, several instances
};

class PlanReader {
 public:
  PlanReader(graph::Graph& graph, const Node& plan, std::string_view region)
      : graph_(graph), arena_(graph.arena), plan_(plan), given_region_(region) {}

  void read() {
    if (const Node* changes = plan_.find("resource_changes")) {
      for (const Node* change : changes->items) {
        const std::string_view address = text_of(change->find("address"));
        if (const Node* mask = find(change->find("change"), "after_unknown")) unknown_[address] = mask;
      }
    }
    const Node* configuration = find(plan_.find("configuration"), "root_module");
    ConfiguredModule root{.module = configuration};
    add_module(find(plan_.find("planned_values"), "root_module"), root, 0);
    add_module(find(find(plan_.find("prior_state"), "values"), "root_module"), root, 0);
    note_identities();
    for (const Planned& planned : planned_) fill(planned);
    graph_.region = provider_region("aws");
  }

 private:
  struct Planned {
    Resource* resource;
    const Node* values;
    const Node* expressions;  ///< of its configuration; may be null
    const ConfiguredModule* module;
    std::string_view provider;
  };

  /// First everything is added, so that references find it.
  void add_module(const Node* module, const ConfiguredModule& configured, std::size_t depth) {
    if (module == nullptr || depth > limits::module_depth) return;
    if (const Node* resources = module->find("resources")) {
      for (const Node* resource : resources->items) add_resource(*resource, configured);
    }
    const Node* children = module->find("child_modules");
    if (children == nullptr) return;
    for (const Node* child : children->items) {
      const std::string address(text_of(child->find("address")));
      const std::string name = last_module_name(address);
      const Node* call = find(find(configured.module, "module_calls"), name);
      modules_.push_back(std::make_unique<ConfiguredModule>(
          ConfiguredModule{.module = find(call, "module"), .call = call, .parent = &configured, .address = address}));
      add_module(child, *modules_.back(), depth + 1);
    }
  }

  /// `net` of `module.app.module.net["a"]`.
  static std::string last_module_name(const std::string& address) {
    const std::size_t at = address.rfind("module.");
    if (at == std::string::npos) return {};
    const std::string name = address.substr(at + 7);
    return name.substr(0, name.find('['));
  }

  void add_resource(const Node& node, const ConfiguredModule& module) {
    const std::string_view address = text_of(node.find("address"));
    const bool data = text_of(node.find("mode")) == "data";
    const Node* values = node.find("values");
    if (address.empty() || values == nullptr || graph_.find(address) != nullptr) return;
    // Of what was there before, only what data sources found still holds.
    if (find(plan_.find("prior_state"), "values") != nullptr && !data && unknown_.find(address) == unknown_.end())
      return;
    const std::string_view type = text_of(node.find("type"));
    const std::string_view name = text_of(node.find("name"));
    const Node* configured = configured_resource(module, data, type, name);
    Resource resource{.language = graph::Language::terraform,
                      .mode = data ? graph::Mode::data : graph::Mode::managed,
                      .address = address,
                      .type = type,
                      .name = name,
                      .attributes = {},
                      .span = node.span,
                      .header = node.find("address")->span,
                      .region = {}};
    Resource& added = graph_.add(std::move(resource));
    planned_.push_back(
        {&added, values, find(configured, "expressions"), &module, text_of(find(configured, "provider_config_key"))});
  }

  static const Node* configured_resource(const ConfiguredModule& module, bool data, std::string_view type,
                                         std::string_view name) {
    const Node* resources = find(module.module, "resources");
    if (resources == nullptr) return nullptr;
    for (const Node* resource : resources->items) {
      if (text_of(resource->find("type")) == type && text_of(resource->find("name")) == name &&
          (text_of(resource->find("mode")) == "data") == data) {
        return resource;
      }
    }
    return nullptr;
  }

  /// Ids and ARNs of what exists already, so that a text that is one of them is a reference.
  void note_identities() {
    for (const Planned& planned : planned_) {
      if (planned.resource->mode != graph::Mode::managed) continue;
      for (const std::string_view attribute : {"id", "arn"}) {
        const std::string_view text = text_of(planned.values->find(attribute));
        if (text.size() >= 8)
          identities_.emplace(text, Reference{planned.resource, attribute, planned.resource->header});
      }
    }
  }

  void fill(const Planned& planned) {
    const auto mask = unknown_.find(planned.resource->address);
    const Node* unknown = mask != unknown_.end() ? mask->second : nullptr;
    std::vector<MappingEntry> entries;
    for (const Entry& entry : planned.values->entries) {
      const Node* entry_mask = find(unknown, entry.key);
      entries.push_back({entry.key, entry.key_span, attribute(planned, entry.key, entry.value, entry_mask)});
    }
    if (unknown != nullptr) {
      for (const Entry& entry : unknown->entries) {
        if (planned.values->find(entry.key) != nullptr || !has_unknown(entry.value)) continue;
        if (entry.key == "id" || entry.key == "arn") continue;  // references to them name the resource
        entries.push_back({entry.key, {}, attribute(planned, entry.key, nullptr, entry.value)});
      }
    }
    planned.resource->attributes = value::mapping(arena_, entries, Flavour::object, planned.resource->span);
    planned.resource->region = region_of(planned);
  }

  Value attribute(const Planned& planned, std::string_view name, const Node* node, const Node* mask) {
    Value value = plan_value(arena_, node, mask);
    Targets targets;
    if (const Node* expression = find(planned.expressions, name)) targets = follow(*planned.module, *expression, 0);
    std::size_t used = 0;
    // Several unknown parts and as many references stand in the same order.
    const bool certain = targets.complete && count_unknown(value) == targets.references.size();
    return with_references(value, *planned.resource, targets, certain, used);
  }

  static std::size_t count_unknown(Value value) {
    if (value.is(value::Kind::unknown)) return 1;
    std::size_t count = 0;
    for (const Value item : value.items()) count += count_unknown(item);
    for (const MappingEntry& entry : value.entries()) count += count_unknown(entry.value);
    return count;
  }

  Value with_references(Value value, const Resource& owner, const Targets& targets, bool certain, std::size_t& used) {
    if (value.is(value::Kind::unknown) && certain) {
      return value::reference_to(arena_, targets.references[used++]);
    }
    if (value.is(value::Kind::string)) {
      const auto identity = identities_.find(value.string());
      if (identity == identities_.end() || identity->second.resource == &owner) return value;
      return value::with_reference(arena_, value, identity->second);
    }
    if (value.is(value::Kind::sequence)) {
      std::vector<Value> items;
      for (const Value item : value.items()) items.push_back(with_references(item, owner, targets, certain, used));
      return value::sequence(arena_, items, value.flavour(), value.span());
    }
    if (value.is(value::Kind::mapping)) {
      std::vector<MappingEntry> entries(value.entries().begin(), value.entries().end());
      for (MappingEntry& entry : entries) entry.value = with_references(entry.value, owner, targets, certain, used);
      return value::mapping(arena_, entries, value.flavour(), value.span());
    }
    return value;
  }

  /// The references of an expression, through variables and outputs.
  Targets follow(const ConfiguredModule& module, const Node& expression, std::size_t depth) {
    Targets targets;
    if (depth > limits::module_depth * 2) {
      targets.complete = false;
      return targets;
    }
    for (const Node* item : expression.items) merge(targets, follow(module, *item, depth + 1));
    const Node* references = expression.find("references");
    if (references == nullptr) {
      // A nested block: an expression for each argument.
      if (expression.find("constant_value") != nullptr) return targets;
      for (const Entry& entry : expression.entries) merge(targets, follow(module, *entry.value, depth + 1));
      return targets;
    }
    std::string_view before;
    for (const Node* reference : references->items) {
      // `a.b.id` is followed by the `a.b` it begins with.
      const std::string_view text = text_of(reference);
      const bool prefix = before.size() > text.size() && before.starts_with(text);
      if (!prefix) {
        merge(targets, follow_name(module, text, depth));
        before = text;
      }
    }
    return targets;
  }

  static void merge(Targets& into, const Targets& more) {
    into.complete = into.complete && more.complete;
    into.references.insert(into.references.end(), more.references.begin(), more.references.end());
  }

  Targets follow_name(const ConfiguredModule& module, std::string_view name, std::size_t depth) {
    const auto unclear = Targets{{}, false};
    if (name.starts_with("path.") || name.starts_with("terraform.")) return {};
    if (name.starts_with("var.")) {
      if (module.parent == nullptr) return {};
      const std::string_view variable = name.substr(4, name.find_first_of(".[", 4) - 4);
      const Node* argument = find(find(module.call, "expressions"), variable);
      return argument != nullptr ? follow(*module.parent, *argument, depth + 1) : Targets{};
    }
    if (name.starts_with("module.")) return follow_output(module, name, depth);
    if (name.starts_with("local.") || name.starts_with("each.") || name.starts_with("count.")) return unclear;
    // `type.name.attribute`, `data.type.name.attribute`, with a key after the name perhaps.
    const bool data = name.starts_with("data.");
    const std::size_t type_end = name.find('.', data ? 5 : 0);
    const std::size_t name_end = type_end == std::string_view::npos ? type_end : name.find('.', type_end + 1);
    if (name_end == std::string_view::npos) return unclear;
    std::string address = module.address.empty() ? "" : module.address + ".";
    address += name.substr(0, name_end);
    const Resource* resource = graph_.find(address);
    if (resource == nullptr) return unclear;
    return {{{resource, name.substr(name_end + 1), resource->header}}, true};
  }

  Targets follow_output(const ConfiguredModule& module, std::string_view name, std::size_t depth) {
    const std::size_t dot = name.find('.', 7);
    if (dot == std::string_view::npos) return {{}, false};
    std::string address = module.address.empty() ? "" : module.address + ".";
    address += name.substr(0, dot);
    const std::string_view output = name.substr(dot + 1, name.find_first_of(".[", dot + 1) - dot - 1);
    for (const auto& child : modules_) {
      if (child->address != address) continue;
      const Node* expression = find(find(find(child->module, "outputs"), output), "expression");
      return expression != nullptr ? follow(*child, *expression, depth + 1) : Targets{{}, false};
    }
    return {{}, false};
  }

  Value region_of(const Planned& planned) {
    const Value* own = planned.resource->attributes.find("region");
    if (own != nullptr && own->is(value::Kind::string)) return *own;
    return provider_region(planned.provider);
  }

  /// The region of a provider configuration: `aws`, `aws.west`, `module.net:aws`.
  Value provider_region(std::string_view key) {
    const Node* provider = find(find(plan_.find("configuration"), "provider_config"), key);
    const Node* region = find(find(provider, "expressions"), "region");
    if (const std::string_view text = text_of(find(region, "constant_value")); !text.empty()) {
      return value::string_view(arena_, text, region->span);
    }
    if (const Node* references = find(region, "references"); references != nullptr && references->items.size() == 1) {
      const std::string_view name = text_of(references->items.front());
      if (name.starts_with("var.")) {
        const std::string_view text = text_of(find(find(plan_.find("variables"), name.substr(4)), "value"));
        if (!text.empty()) return value::string_view(arena_, text, region->span);
      }
    }
    return given_region_.empty() ? Value() : value::string(arena_, given_region_);
  }

  graph::Graph& graph_;
  text::Arena& arena_;
  const Node& plan_;
  std::string_view given_region_;
  std::unordered_map<std::string_view, const Node*> unknown_;  // by address
  std::unordered_map<std::string_view, Reference> identities_;
  std::vector<Planned> planned_;
  std::vector<std::unique_ptr<ConfiguredModule>> modules_;
};

}  // namespace

Value plan_value(text::Arena& arena, const Node* node, const Node* unknown) {
  const text::Span span = node != nullptr ? node->span : text::Span{};
  if (is_true(unknown)) return value::unknown(arena, {}, span);
  const bool mapping = (node != nullptr && node->kind == document::Kind::mapping) ||
                       (node == nullptr && unknown != nullptr && unknown->kind == document::Kind::mapping);
  if (mapping) {
    std::vector<MappingEntry> entries;
    if (node != nullptr) {
      for (const Entry& entry : node->entries) {
        entries.push_back({entry.key, entry.key_span, plan_value(arena, entry.value, find(unknown, entry.key))});
      }
    }
    if (unknown != nullptr) {
      for (const Entry& entry : unknown->entries) {
        const bool listed = node != nullptr && node->find(entry.key) != nullptr;
        if (!listed && has_unknown(entry.value)) {
          entries.push_back({entry.key, {}, plan_value(arena, nullptr, entry.value)});
        }
      }
    }
    return value::mapping(arena, entries, Flavour::object, span);
  }
  const bool sequence = (node != nullptr && node->kind == document::Kind::sequence) ||
                        (node == nullptr && unknown != nullptr && unknown->kind == document::Kind::sequence);
  if (sequence) {
    const std::size_t known = node != nullptr ? node->items.size() : 0;
    const std::size_t masked = unknown != nullptr ? unknown->items.size() : 0;
    std::vector<Value> items;
    for (std::size_t i = 0; i < std::max(known, masked); ++i) {
      items.push_back(
          plan_value(arena, i < known ? node->items[i] : nullptr, i < masked ? unknown->items[i] : nullptr));
    }
    return value::sequence(arena, items, Flavour::list, span);
  }
  if (node == nullptr) return value::unknown(arena, {}, span);
  switch (node->kind) {
    case document::Kind::boolean:
      return value::boolean(arena, node->boolean, span);
    case document::Kind::number:
      if (const auto number = value::Number::parse(node->text)) return value::number(arena, *number, span);
      return value::unknown(arena, {}, span);
    case document::Kind::string:
      return value::string_view(arena, node->text, span);
    default:
      return value::null(arena, span);
  }
}

void read_planned_values(graph::Graph& graph, const Node& plan, std::string_view region) {
  PlanReader(graph, plan, region).read();
}

}  // namespace tieline::terraform
