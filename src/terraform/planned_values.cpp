#include "terraform/planned_values.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "terraform/plan_references.h"

namespace tieline::terraform {
namespace {

using document::Entry;
using graph::Resource;
using value::Flavour;
using value::Kind;
using value::MappingEntry;
using value::Reference;
using value::Value;

/// Whether an argument of that name takes nothing but a reference to one thing: `subnet_id`, `role`.
bool names_a_thing(std::string_view argument) {
  static constexpr std::array<std::string_view, 7> endings{"_id",   "_arn",    "_name", "role",
                                                           "group", "profile", "subnet"};
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view end) { return argument.ends_with(end); });
}

/// Nested blocks that the provider fills in where the configuration has none. The plan's configuration does not show
/// those that a dynamic block makes, so it cannot be told who wrote them.
bool may_be_filled_in(std::string_view block) {
  static constexpr std::array<std::string_view, 5> blocks{"dns_options", "egress", "ingress", "inline_policy",
                                                          "subnet_configuration"};
  return std::find(blocks.begin(), blocks.end(), block) != blocks.end();
}

bool is_list_of_blocks(Value value) {
  return value.is(Kind::sequence) && !value.items().empty() && value.items().front().is(Kind::mapping);
}

std::size_t count_unknown(Value value) {
  if (value.is(Kind::unknown)) return 1;
  std::size_t count = 0;
  for (const Value item : value.items()) count += count_unknown(item);
  for (const MappingEntry& entry : value.entries()) count += count_unknown(entry.value);
  return count;
}

class PlanReader {
 public:
  PlanReader(graph::Graph& graph, const Node& plan, std::string_view region)
      : graph_(graph),
        arena_(graph.arena),
        plan_(plan),
        given_region_(region),
        configured_(configured_resources(plan)),
        references_(graph) {}

  void read() {
    if (const Node* changes = plan_.find("resource_changes")) {
      for (const Node* change : changes->items) changes_[text_of(change->find("address"))] = change->find("change");
    }
    const PlannedModule& root =
        references_.add_module({.configuration = member(plan_.find("configuration"), "root_module")});
    add_module(member(plan_.find("planned_values"), "root_module"), root, false);
    // Of what was there before, what data sources found still holds.
    add_module(member(member(plan_.find("prior_state"), "values"), "root_module"), root, true);
    note_identities();
    for (const Planned& planned : planned_) fill(planned);
    graph_.region = provider_region("aws");
  }

 private:
  struct Planned {
    Resource* resource;
    const Node* values;
    const Node* sensitive;      ///< mirrors the values; may be null
    const Node* configuration;  ///< may be null
    const PlannedModule* module;
  };

  /// First everything is added, so that references find it. JSON is no deeper than limits::syntax_depth.
  void add_module(const Node* module, const PlannedModule& planned, bool only_data) {
    if (const Node* resources = member(module, "resources")) {
      for (const Node* resource : resources->items) add_resource(*resource, planned, only_data);
    }
    const Node* children = member(module, "child_modules");
    if (children == nullptr) return;
    for (const Node* child : children->items) {
      const std::string address(text_of(child->find("address")));
      const std::string names = without_keys(address);
      const std::size_t dot = names.rfind('.');
      const Node* call = member(member(planned.configuration, "module_calls"),
                                std::string_view(names).substr(dot == std::string::npos ? 0 : dot + 1));
      add_module(child,
                 references_.add_module(
                     {.configuration = member(call, "module"), .call = call, .parent = &planned, .address = address}),
                 only_data);
    }
  }

  void add_resource(const Node& node, const PlannedModule& module, bool only_data) {
    const std::string_view address = text_of(node.find("address"));
    const bool data = text_of(node.find("mode")) == "data";
    const Node* values = node.find("values");
    if (address.empty() || values == nullptr || graph_.find(address) != nullptr || (only_data && !data)) return;
    Resource& added = graph_.add({.language = graph::Language::terraform,
                                  .mode = data ? graph::Mode::data : graph::Mode::managed,
                                  .address = address,
                                  .type = text_of(node.find("type")),
                                  .name = text_of(node.find("name")),
                                  .attributes = {},
                                  .span = node.span,
                                  .header = node.find("address")->span,
                                  .region = {}});
    const auto configuration = configured_.find(without_keys(address));
    planned_.push_back({&added, values, node.find("sensitive_values"),
                        configuration != configured_.end() ? configuration->second : nullptr, &module});
    references_.add_values(added, *values);
  }

  /// Ids and ARNs of what exists already, so that a text that is one of them is a reference.
  void note_identities() {
    for (const Planned& planned : planned_) {
      if (planned.resource->mode != graph::Mode::managed) continue;
      for (const std::string_view attribute : {"id", "arn"}) {
        const std::string_view text = text_of(planned.values->find(attribute));
        if (text.size() < 8) continue;
        identities_.emplace(text, Reference{planned.resource, attribute, planned.resource->header});
      }
    }
  }

  void fill(const Planned& planned) {
    const auto found = changes_.find(planned.resource->address);
    const Node* change = found != changes_.end() ? found->second : nullptr;
    const Value values = plan_value(arena_, planned.values, member(change, "after_unknown"));
    std::vector<MappingEntry> entries;
    for (const MappingEntry& entry : values.entries()) {
      // What refers to an id or ARN that is not known yet names the resource.
      const bool own = (entry.key == "id" || entry.key == "arn") && entry.value.is(Kind::unknown);
      if (own) continue;
      const std::optional<Value> value = attribute(planned, change, entry);
      if (!value) continue;
      const bool sensitive = any_true(member(planned.sensitive, entry.key));
      entries.push_back({entry.key, entry.key_span, sensitive ? value::with_sensitive(arena_, *value) : *value});
    }
    Resource& resource = *planned.resource;
    resource.attributes = planned.configuration != nullptr || resource.mode == graph::Mode::data
                              ? value::mapping(arena_, entries, Flavour::object, resource.span)
                              : value::open_mapping(arena_, entries, Value(), true, Flavour::object, resource.span);
    resource.region = region_of(planned);
  }

  /// Nothing where only the provider says it: a default, or what the state of an existing resource has.
  std::optional<Value> attribute(const Planned& planned, const Node* change, const MappingEntry& entry) {
    const Node* expression = member(member(planned.configuration, "expressions"), entry.key);
    if (expression != nullptr) return with_references(planned, *expression, entry);
    if (planned.resource->mode == graph::Mode::data || is_identity(entry.key))
      return with_identities(planned, entry.value);
    if (may_be_filled_in(entry.key)) {
      const bool made = creates(change) && !entry.value.is(Kind::unknown);
      return made ? with_identities(planned, entry.value) : value::unknown(arena_);
    }
    if (is_list_of_blocks(entry.value)) return with_identities(planned, entry.value);
    return std::nullopt;
  }

  static bool creates(const Node* change) {
    const Node* actions = member(change, "actions");
    return actions != nullptr && std::any_of(actions->items.begin(), actions->items.end(),
                                             [](const Node* action) { return text_of(action) == "create"; });
  }

  Value with_references(const Planned& planned, const Node& expression, const MappingEntry& entry) {
    const PlanTargets targets = references_.follow(*planned.module, expression);
    // As many unknown parts as references, in one order. The blocks of a set are in none.
    const bool certain =
        targets.complete && expression.items.size() < 2 && count_unknown(entry.value) == targets.references.size();
    std::size_t next = 0;
    return put_references(planned, entry.key, entry.value, certain ? &targets.references : nullptr, next);
  }

  Value with_identities(const Planned& planned, Value value) {
    std::size_t next = 0;
    return put_references(planned, {}, value, nullptr, next);
  }

  /// The value with what its parts refer to; `found` has a reference for each unknown part, or is null.
  Value put_references(const Planned& planned, std::string_view name, Value value, const std::vector<Reference>* found,
                       std::size_t& next) {
    switch (value.kind()) {
      case Kind::unknown: {
        if (found == nullptr) return value;
        const Reference& reference = (*found)[next++];
        // A list that is not known as a whole may have further elements, which no name in the plan shows.
        return names_a_thing(name) && !name.ends_with('s') ? value::reference_to(arena_, reference) : value;
      }
      case Kind::string: {
        const auto identity = identities_.find(value.string());
        if (identity == identities_.end() || identity->second.resource == planned.resource) return value;
        return value::with_reference(arena_, value, identity->second);
      }
      case Kind::sequence: {
        const std::string element =
            name.ends_with('s') ? std::string(name.substr(0, name.size() - 1)) : std::string(name);
        std::vector<Value> items;
        for (const Value item : value.items()) items.push_back(put_references(planned, element, item, found, next));
        return value::sequence(arena_, items, value.flavour(), value.span());
      }
      case Kind::mapping: {
        std::vector<MappingEntry> entries(value.entries().begin(), value.entries().end());
        for (MappingEntry& entry : entries) {
          entry.value = put_references(planned, entry.key, entry.value, found, next);
        }
        return value::mapping(arena_, entries, value.flavour(), value.span());
      }
      default:
        return value;
    }
  }

  Value region_of(const Planned& planned) {
    const Value* own = planned.resource->attributes.find("region");
    if (own != nullptr && own->is(Kind::string)) return *own;
    const std::string_view key = text_of(member(planned.configuration, "provider_config_key"));
    return provider_region(key.empty() ? "aws" : key);
  }

  /// The region of a provider configuration: `aws`, `aws.west`, `module.net:aws`.
  Value provider_region(std::string_view key) {
    const Node* provider = member(member(plan_.find("configuration"), "provider_config"), key);
    const Node* region = member(member(provider, "expressions"), "region");
    if (const std::string_view text = text_of(member(region, "constant_value")); !text.empty()) {
      return value::string_view(arena_, text, region->span);
    }
    const Node* names = member(region, "references");
    const bool in_root = key.find(':') == std::string_view::npos;
    if (in_root && names != nullptr && names->items.size() == 1) {
      const std::string_view name = text_of(names->items.front());
      const Node* variable = name.starts_with("var.") ? member(plan_.find("variables"), name.substr(4)) : nullptr;
      const std::string_view text = text_of(member(variable, "value"));
      if (!text.empty()) return value::string_view(arena_, text, region->span);
    }
    return given_region_.empty() ? Value() : value::string(arena_, given_region_);
  }

  graph::Graph& graph_;
  text::Arena& arena_;
  const Node& plan_;
  std::string_view given_region_;
  std::unordered_map<std::string, const Node*> configured_;
  PlanReferences references_;
  std::unordered_map<std::string_view, const Node*> changes_;  // by address
  std::unordered_map<std::string_view, Reference> identities_;
  std::vector<Planned> planned_;
};

}  // namespace

void read_planned_values(graph::Graph& graph, const Node& plan, std::string_view region) {
  PlanReader(graph, plan, region).read();
}

}  // namespace tieline::terraform
