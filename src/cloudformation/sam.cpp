#include "cloudformation/sam.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "cloudformation/functions.h"
#include "cloudformation/sam_policies.h"

namespace tieline::cloudformation {
namespace {

constexpr std::string_view serverless_prefix = "AWS::Serverless::";

std::string_view type_of(const Node& resource) {
  const Node* type = resource.find("Type");
  return type != nullptr && type->is_scalar() ? type->text : std::string_view();
}

/// Globals under what a resource says itself: mappings are merged, lists joined, everything else is the resource's.
class Merge {
 public:
  explicit Merge(Run& run) : run_(run) {}

  const Node* merged(const Node& global, const Node& own) {
    const Depth depth(run_, own.span);
    if (!depth || !run_.step(own.span)) return &own;
    Writer writer(run_.arena(), own.span);
    if (global.kind == document::Kind::sequence && own.kind == document::Kind::sequence) {
      std::vector<const Node*> items(global.items.begin(), global.items.end());
      items.insert(items.end(), own.items.begin(), own.items.end());
      return run_.room(items.size() * sizeof(Node*), own.span) ? writer.list(items) : &own;
    }
    const bool mappings = global.kind == document::Kind::mapping && own.kind == document::Kind::mapping;
    const bool calls = call_of(global).function != Function::none || call_of(own).function != Function::none;
    if (!mappings || calls) return &own;
    if (!run_.room((global.entries.size() + own.entries.size()) * sizeof(Entry), own.span)) return &own;
    std::unordered_map<std::string_view, std::size_t> places;
    std::vector<Entry> entries(global.entries.begin(), global.entries.end());
    for (std::size_t i = 0; i < entries.size(); ++i) places.emplace(entries[i].key, i);
    for (const Entry& entry : own.entries) {
      const auto [found, added] = places.emplace(entry.key, entries.size());
      if (added) {
        entries.push_back(entry);
      } else {
        Entry& there = entries[found->second];
        there = {entry.key, entry.key_span, merged(*there.value, *entry.value)};
      }
    }
    return writer.mapping(entries, own.span);
  }

 private:
  Run& run_;
};

/// The resource with another value for one of its entries.
const Node* with_entry(Writer& writer, const Node& resource, std::string_view key, const Span& key_span,
                       const Node* value) {
  std::vector<Entry> entries(resource.entries.begin(), resource.entries.end());
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == key; });
  if (found != entries.end()) {
    found->value = value;
  } else {
    entries.push_back({key, key_span, value});
  }
  return writer.mapping(entries, resource.span);
}

/// The service that assumes the role made for a resource of the type; empty where none is made.
std::string_view role_service(std::string_view type) {
  if (type == "AWS::Serverless::Function") return "lambda.amazonaws.com";
  if (type == "AWS::Serverless::StateMachine") return "states.amazonaws.com";
  return {};
}

const Node* trust_policy(Writer& writer, std::string_view service) {
  const Node* principal = writer.mapping({{"Service", writer.list({writer.text(service)})}});
  const Node* statement = writer.mapping({{"Effect", writer.text("Allow")},
                                          {"Principal", principal},
                                          {"Action", writer.list({writer.text("sts:AssumeRole")})}});
  return writer.mapping({{"Version", writer.text("2012-10-17")}, {"Statement", writer.list({statement})}});
}

/// The role of a function or state machine, as a resource.
const Node* role_of(Run& run, Writer& writer, std::string_view id, const Node& resource, const Node& properties) {
  const std::string_view type = type_of(resource);
  RolePolicies policies;
  if (type == "AWS::Serverless::Function") {
    policies.attached.push_back(writer.text("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"));
    if (properties.find("VpcConfig") != nullptr) {
      policies.attached.push_back(writer.text("arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"));
    }
  }
  if (const Node* given = properties.find("Policies")) add_policies(run, writer, id, *given, policies);
  std::vector<Entry> role;
  const auto add = [&](std::string_view key, const Node* value) { role.push_back({key, value->span, value}); };
  // What a broken place took away may have been any of these.
  const bool cut = run.is_cut(properties);
  const Node* trust = properties.find("AssumeRolePolicyDocument");
  if (trust == nullptr && !cut) trust = trust_policy(writer, role_service(type));
  if (trust != nullptr) add("AssumeRolePolicyDocument", trust);
  if (!cut || properties.find("Policies") != nullptr) add("ManagedPolicyArns", writer.list(policies.attached));
  if (!policies.inlined.empty()) add("Policies", writer.list(policies.inlined));
  if (const Node* boundary = properties.find("PermissionsBoundary")) add("PermissionsBoundary", boundary);
  const Node* kind = writer.text("AWS::IAM::Role");
  std::vector<std::pair<std::string_view, const Node*>> made{
      {"Type", kind}, {"Properties", writer.mapping(role, cut ? properties.span : kind->span)}};
  if (const Node* condition = resource.find("Condition")) made.emplace_back("Condition", condition);
  return writer.mapping(made);
}

/// One resource as the transform leaves it, and the role it gets, if it gets one.
struct Expanded {
  Declaration resource;
  std::optional<Declaration> role = {};
};

Expanded expand(Run& run, const Declaration& declared, const Node* globals) {
  Expanded made{declared};
  const std::string_view type = type_of(*declared.node);
  if (!type.starts_with(serverless_prefix)) return made;
  Writer writer(run.arena(), declared.key_span);
  const Node* properties = declared.node->find("Properties");
  if (properties == nullptr || properties->kind != document::Kind::mapping) properties = writer.mapping({});
  const Node* global = globals != nullptr ? globals->find(type.substr(serverless_prefix.size())) : nullptr;
  if (global != nullptr && global->kind == document::Kind::mapping) {
    properties = Merge(run).merged(*global, *properties);
  }
  if (!role_service(type).empty() && properties->find("Role") == nullptr) {
    const std::string_view role = run.arena().copy(std::string(declared.name) + "Role");
    made.role = Declaration{role, declared.key_span, role_of(run, writer, declared.name, *declared.node, *properties),
                            declared.symbolic};
    const Node* arn = writer.mapping({{"Fn::GetAtt", writer.list({writer.text(role), writer.text("Arn")})}});
    properties = with_entry(writer, *properties, "Role", declared.key_span, arn);
  }
  made.resource.node = with_entry(writer, *declared.node, "Properties", declared.key_span, properties);
  return made;
}

/// The queues for what an event's target could not take are made under the names they are given there.
void note_queues(Template& declared, const Node& resource) {
  const Node* properties = resource.find("Properties");
  const Node* events = properties != nullptr ? properties->find("Events") : nullptr;
  if (events == nullptr) return;
  for (const Entry& event : events->entries) {
    const Node* inner = event.value->find("Properties");
    const Node* queue = inner != nullptr ? inner->find("DeadLetterConfig") : nullptr;
    const Node* id = queue != nullptr ? queue->find("QueueLogicalId") : nullptr;
    if (id != nullptr && id->is_scalar()) declared.generated.insert(id->text);
  }
}

}  // namespace

bool is_generated_id(const Template& declared, std::string_view name) {
  if (!declared.transforms.serverless || name.empty() || name.size() > longest_name) return false;
  // ServerlessRestApi, ServerlessHttpApi, ServerlessDeploymentApplication, ServerlessUsagePlan ...
  if (name.starts_with("Serverless") || name == "CodeDeployServiceRole" || declared.generated.contains(name))
    return true;
  // Logical ids of a serverless resource are its own with something after it: Url, Version and a hash, the name of an
  // event and Permission; those of a connector likewise.
  for (std::size_t size = name.size() - 1; size > 0; --size) {
    const Declaration* base = declared.resources.find(name.substr(0, size));
    if (base == nullptr) continue;
    if (type_of(*base->node).starts_with(serverless_prefix) || base->node->find("Connectors") != nullptr) return true;
  }
  return false;
}

bool stays_with_resource(std::string_view type, std::string_view property) {
  if (!type.starts_with(serverless_prefix)) return true;
  if (type == "AWS::Serverless::SimpleTable" || type == "AWS::Serverless::LayerVersion") return true;
  constexpr std::array<std::string_view, 14> kept{
      "Environment",   "Role",         "Layers",         "VpcConfig",
      "KmsKeyArn",     "CodeUri",      "ImageUri",       "FileSystemConfigs",
      "FunctionName",  "Tags",         "DefinitionBody", "DefinitionSubstitutions",
      "DefinitionUri", "LoggingConfig"};
  return std::find(kept.begin(), kept.end(), property) != kept.end();
}

void expand_serverless(Stack& stack) {
  Section expanded;
  std::vector<Declaration> roles;
  for (const Declaration& declared : stack.declared.resources.entries()) {
    note_queues(stack.declared, *declared.node);
    Expanded made = expand(*stack.run, declared, stack.declared.globals);
    expanded.add(made.resource);
    if (made.role) roles.push_back(*made.role);
  }
  for (const Declaration& role : roles) expanded.add(role);  // one that is declared by hand stays
  stack.declared.resources = std::move(expanded);
}

}  // namespace tieline::cloudformation
