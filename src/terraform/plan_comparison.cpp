#include "terraform/plan_comparison.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <unordered_set>

#include "terraform/declare.h"
#include "terraform/operators.h"

namespace tieline::terraform {
namespace {

/// Arguments and blocks of resources and modules that the plan has elsewhere, or not at all.
constexpr std::array<std::string_view, 10> elsewhere{"connection", "count",       "depends_on", "for_each", "lifecycle",
                                                     "provider",   "provisioner", "providers",  "source",   "version"};

/// Whether what the configuration on disk makes is what is planned: the same instances.
bool makes_what_is_planned(const graph::Graph& graph, const Node& plan) {
  std::unordered_set<std::string_view> planned;
  for_each_resource(member(plan.find("planned_values"), "root_module"), [&](const Node& resource) {
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
bool has_same_constants(text::Arena& arena, const graph::Resource& resource, const Node& configured) {
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

/// What expressions refer to, without keys and attributes: `aws_subnet.a`, `data.aws_vpc.b`, `var.c`, `module.d`.
using Names = std::set<std::string>;

bool is_of_no_declaration(std::string_view name) {
  static constexpr std::array<std::string_view, 5> roots{"count.", "each.", "path.", "self.", "terraform."};
  return std::any_of(roots.begin(), roots.end(), [&](std::string_view root) { return name.starts_with(root); });
}

/// `aws_subnet.a` of `aws_subnet.a["x"].id`.
std::string subject_of(std::string_view reference) {
  std::string name = without_keys(reference);
  std::size_t end = name.find('.');
  if (name.starts_with("data.") && end != std::string::npos) end = name.find('.', end + 1);
  if (end != std::string::npos) end = name.find('.', end + 1);
  if (end != std::string::npos) name.resize(end);
  return name;
}

/// What an expression of the plan, a nested block or a list of them refers to. JSON is no deeper than
/// limits::syntax_depth.
void add_names(const Node& node, Names& names) {
  for (const Node* item : node.items) add_names(*item, names);
  if (const Node* references = node.find("references")) {
    for (const Node* reference : references->items) {
      if (!is_of_no_declaration(text_of(reference))) names.insert(subject_of(text_of(reference)));
    }
  } else if (node.find("constant_value") == nullptr) {
    for (const document::Entry& entry : node.entries) add_names(*entry.value, names);
  }
}

bool has_dynamic_block(const hcl::Body& body) {
  return std::any_of(body.blocks.begin(), body.blocks.end(),
                     [](const hcl::Block& block) { return block.type == "dynamic" || has_dynamic_block(*block.body); });
}

/// Compares what a module's expressions refer to with what those of the plan's configuration do.
class ReferenceComparison {
 public:
  ReferenceComparison(const ModuleSource& module, const text::SourceManager& sources)
      : module_(module), sources_(sources) {}

  [[nodiscard]] bool is_same(const Node& planned) {
    const Node* resources = planned.find("resources");
    const Node* outputs = planned.find("outputs");
    const Node* calls = planned.find("module_calls");
    return std::all_of(module_.resources.begin(), module_.resources.end(),
                       [&](const ResourceDeclaration& resource) { return is_same(resource, resources); }) &&
           std::all_of(module_.outputs.begin(), module_.outputs.end(),
                       [&](const OutputDeclaration& output) {
                         const Node* expression = member(member(outputs, output.name), "expression");
                         return output.value == nullptr || is_same(*output.value, expression);
                       }) &&
           std::all_of(module_.calls.begin(), module_.calls.end(), [&](const ModuleCall& call) {
             const Node* of_call = member(calls, call.name);
             return of_call != nullptr && is_same(call.count, call.for_each, *call.body, *of_call);
           });
  }

 private:
  [[nodiscard]] bool is_same(const ResourceDeclaration& resource, const Node* planned) {
    if (resource.mode == ResourceMode::ephemeral) return true;
    if (planned == nullptr) return false;
    const std::string address = address_of(resource);
    const auto found = std::find_if(planned->items.begin(), planned->items.end(), [&](const Node* candidate) {
      return text_of(candidate->find("address")) == address;
    });
    return found != planned->items.end() && is_same(resource.count, resource.for_each, *resource.body, **found);
  }

  [[nodiscard]] bool is_same(const hcl::Expr* count, const hcl::Expr* for_each, const hcl::Body& body,
                             const Node& planned) {
    if (count != nullptr && !is_same(*count, planned.find("count_expression"))) return false;
    if (for_each != nullptr && !is_same(*for_each, planned.find("for_each_expression"))) return false;
    return is_same(body, planned.find("expressions"));
  }

  [[nodiscard]] bool is_same(const hcl::Expr& expression, const Node* planned) {
    Names then;
    Names now;
    if (planned != nullptr) add_names(*planned, then);
    add_names(expression, now);
    return then == now;
  }

  /// Arguments and static blocks, each kind of blocks taken together.
  [[nodiscard]] bool is_same(const hcl::Body& body, const Node* planned) {
    std::set<std::string_view> open(elsewhere.begin(), elsewhere.end());  // nothing is said of these
    std::unordered_map<std::string_view, Names> now;
    for (const hcl::Attribute& attribute : body.attributes) add_names(*attribute.value, now[attribute.name]);
    for (const hcl::Block& block : body.blocks) {
      if (block.type == "dynamic" && !block.labels.empty()) open.insert(block.labels.front().text);
      if (has_dynamic_block(*block.body)) open.insert(block.type);
      add_names(*block.body, now[block.type]);
    }
    std::unordered_map<std::string_view, Names> then;
    if (planned != nullptr) {
      for (const document::Entry& entry : planned->entries) add_names(*entry.value, then[entry.key]);
    }
    for (const auto& [name, names] : then) now.try_emplace(name);
    return std::all_of(now.begin(), now.end(), [&](const auto& argument) {
      return argument.first == "dynamic" || open.contains(argument.first) || argument.second == then[argument.first];
    });
  }

  void add_names(const hcl::Body& body, Names& names) {
    for (const hcl::Attribute& attribute : body.attributes) add_names(*attribute.value, names);
    for (const hcl::Block& block : body.blocks) add_names(*block.body, names);
  }

  void add_names(const hcl::Expr& expression, Names& names) {
    for (const Dependency& dependency : resolve_expression(module_, sources_, expression, ignored_)) {
      names.insert(name_of(dependency));
    }
  }

  void add_names(const Node& node, Names& names) const { terraform::add_names(node, names); }

  [[nodiscard]] std::string name_of(const Dependency& dependency) const {
    switch (dependency.kind) {
      case Dependency::Kind::variable:
        return "var." + std::string(module_.variables[dependency.index].name);
      case Dependency::Kind::local:
        return "local." + std::string(module_.locals[dependency.index].name);
      case Dependency::Kind::resource:
        return address_of(module_.resources[dependency.index]);
      default:
        return "module." + std::string(module_.calls[dependency.index].name);
    }
  }

  const ModuleSource& module_;
  const text::SourceManager& sources_;
  std::vector<SourceFault> ignored_;
};

bool has_same_references(const ModuleInstance& module, const Node* planned, const text::SourceManager& sources) {
  if (planned == nullptr || !ReferenceComparison(*module.source, sources).is_same(*planned)) return false;
  for (std::size_t i = 0; i < module.children.size(); ++i) {
    const CallState& call = module.children[i];
    if (call.instances.empty()) continue;
    const Node* child = member(member(planned->find("module_calls"), module.source->calls[i].name), "module");
    if (!has_same_references(*call.instances.front(), child, sources)) return false;
  }
  return true;
}

}  // namespace

bool is_configuration_of(Evaluation& evaluation, const Node& plan) {
  const graph::Graph& graph = evaluation.graph;
  if (!makes_what_is_planned(graph, plan)) return false;
  const auto configured = configured_resources(plan);
  const auto is_unchanged = [&](const graph::Resource& resource) {
    const auto found = configured.find(without_keys(resource.address));
    return found != configured.end() && has_same_constants(evaluation.arena, resource, *found->second);
  };
  return std::all_of(graph.resources().begin(), graph.resources().end(), is_unchanged) &&
         has_same_references(*evaluation.root, member(plan.find("configuration"), "root_module"), evaluation.sources);
}

}  // namespace tieline::terraform
