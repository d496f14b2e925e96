#include "aws/index.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "aws/known_name.h"
#include "aws/service_name.h"
#include "aws/tracer.h"

namespace tieline::aws {
namespace {

using value::Kind;

/// How one resource adds to another: the fields of it that name the other.
struct Relation {
  Subject contributor;
  Subject target;
  std::array<Name, 2> fields;
  bool several = false;  ///< the field is a list
};

constexpr std::array relations{
    Relation{Subject::security_group_rule, Subject::security_group, {names::rule_group}},
    Relation{Subject::ingress_rule, Subject::security_group, {names::rule_group, names::rule_group_name}},
    Relation{Subject::egress_rule, Subject::security_group, {names::rule_group}},
    Relation{Subject::rules_exclusive, Subject::security_group, {names::rule_group}},
    Relation{Subject::endpoint_subnet, Subject::endpoint, {names::endpoint}},
    Relation{Subject::endpoint_group, Subject::endpoint, {names::endpoint}},
    Relation{Subject::endpoint_policy, Subject::endpoint, {names::endpoint}},
    Relation{Subject::endpoint_private_dns, Subject::endpoint, {names::endpoint}},
    Relation{Subject::role_policy, Subject::role, {names::policy_role}},
    Relation{Subject::roles_policy, Subject::role, {names::policy_roles}, true},
    Relation{Subject::managed_policy, Subject::role, {names::policy_roles}, true},
    Relation{Subject::role_attachment, Subject::role, {names::policy_role}},
    Relation{Subject::roles_attachment, Subject::role, {names::policy_roles}, true},
    Relation{Subject::attachments_exclusive, Subject::role, {names::exclusive_role}},
    Relation{Subject::policies_exclusive, Subject::role, {names::exclusive_role}},
    Relation{Subject::ecs_service, Subject::ecs_task_definition, {names::task_definition}},
    Relation{Subject::ec2_instance, Subject::launch_template, {names::launch_template}},
    Relation{Subject::autoscaling_group, Subject::launch_template, {names::launch_template, names::mixed_instances}},
};

const Relation* relation_of(Subject contributor) {
  const auto found = std::find_if(relations.begin(), relations.end(),
                                  [&](const Relation& relation) { return relation.contributor == contributor; });
  return found == relations.end() ? nullptr : &*found;
}

/// The values of those fields that are given.
void add_given(const Fields& fields, std::span<const Name> names, Items& found) {
  for (const Name& name : names) {
    if (const Argument named = fields.get(name); named.given) found.items.push_back({named.value, false, named.span});
  }
}

/// The values that name what a resource adds to, in one world.
Items targets_of(const Fields& fields, const Relation& relation) {
  if (relation.several) return fields.items(relation.fields[0]);
  Items all;
  if (relation.target != Subject::launch_template) {
    add_given(fields, relation.fields, all);
    return all;
  }
  constexpr std::array direct{names::launch_template_id, names::launch_template_name};
  add_given(fields.block(names::launch_template), direct, all);
  if (relation.contributor == Subject::autoscaling_group) {
    constexpr std::array mixed{names::mixed_template_id, names::mixed_template_name};
    const Fields policy = fields.block(names::mixed_instances).block(names::launch_template);
    add_given(policy.block(names::mixed_specification), mixed, all);
  }
  return all;
}

void collect_references(Value value, std::unordered_set<const Resource*>& found) {
  if (value.reference() != nullptr) found.insert(value.reference()->resource);
  for (const Value item : value.items()) collect_references(item, found);
  for (const auto& entry : value.entries()) collect_references(entry.value, found);
  for (const auto& branch : value.branches()) collect_references(branch.value, found);
  if (value.rest() != nullptr) collect_references(*value.rest(), found);
}

/// Enters the name of a declared resource in every form it may take.
void add_names(Directory& directory, const Entity& entity, Value name) {
  if (name.is(Kind::alternatives)) {
    for (const value::Branch& branch : name.branches()) add_names(directory, entity, branch.value);
    return;
  }
  if (name.is_null() || name.is(Kind::absent)) return;
  if (!name.is(Kind::string)) directory.add_unnamed();
  if (auto identity = identity_text(name)) directory.add_name(entity, std::move(*identity));
}

/// A lookup of the VPC that AWS made: `default = true`.
bool finds_default_vpc(const Resource& resource, const TypeInfo& known) {
  if (known.subject != Subject::vpc || resource.mode != graph::Mode::data) return false;
  const Value is_default = raw_field(resource.attributes, names::is_default, known.dialect);
  return is_default.is(Kind::boolean) && is_default.boolean();
}

bool carries_policies(Subject subject) {
  switch (subject) {
    case Subject::endpoint:
    case Subject::endpoint_policy:
    case Subject::managed_policy:
    case Subject::other_policies:
    case Subject::role:
    case Subject::role_policy:
    case Subject::roles_policy:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool is_one_for(const Resource& from, const Resource& resource) {
  if (!resource.symbolic || &from == &resource) return true;
  if (resource.symbolic_itself) return false;
  bool in_some = false;
  for (std::size_t i = 0; i < resource.calls.size(); ++i) {
    if (!resource.calls[i].symbolic) continue;
    in_some = true;
    if (i >= from.calls.size() || from.calls[i].address != resource.calls[i].address) return false;
  }
  return in_some;
}

Model::Index::Index(const graph::Graph& the_graph) : graph(the_graph) {
  default_vpc.origin = Origin::opaque;
  default_vpc.id = "the default VPC";
  default_vpc.adopted = true;
  const auto& resources = graph.resources();
  types.reserve(resources.size());
  for (const Resource& resource : resources) {
    types.push_back(type_info(resource.type));
    if (types.back() != nullptr) declare(resource, *types.back());
  }
  for (const Resource& resource : resources) {
    const TypeInfo* known = types[resource.index];
    if (known == nullptr || resource.mode != graph::Mode::managed) continue;
    add_contributor(resource, *known);
    if (known->subject == Subject::security_group) {
      const Entity& group = *groups.find(resource);
      for (const Direction direction : {Direction::inbound, Direction::outbound}) {
        const Name& rules = direction == Direction::inbound ? names::ingress : names::egress;
        add_named_peers(group, direction, raw_field(resource.attributes, rules, known->dialect), known->dialect,
                        inline_rule_shape());
      }
    }
  }
  for (const Value value : graph.handed_out) collect_references(value, handed_out);
}

Directory* Model::Index::directory_of(Subject subject) {
  for (Directory* directory : std::initializer_list<Directory*>{
           &vpcs, &subnets, &groups, &inbound_rules, &outbound_rules, &endpoints, &roles, &profiles, &policies, &models,
           &notebooks, &endpoint_configurations, &launch_templates, &instances, &task_definitions}) {
    if (directory->subject() == subject) return directory;
  }
  return nullptr;
}

void Model::Index::declare(const Resource& resource, const TypeInfo& known) {
  const bool managed = resource.mode == graph::Mode::managed;
  Entity* entity = nullptr;
  const auto workload = [&](Registry<Workload>& registry, WorkloadKind kind) {
    Workload& made = registry.declare(resource);
    made.kind = kind;
    entity = &made;
    if (managed) workloads.push_back(&made);
  };
  switch (known.subject) {
    case Subject::vpc:
      entity = &vpcs.declare(resource);
      break;
    case Subject::subnet:
      entity = &subnets.declare(resource);
      break;
    case Subject::security_group:
      entity = &groups.declare(resource);
      break;
    case Subject::ingress_rule:
      entity = &inbound_rules.declare(resource);
      break;
    case Subject::egress_rule:
      entity = &outbound_rules.declare(resource);
      break;
    case Subject::endpoint: {
      VpcEndpoint& endpoint = endpoints.declare(resource);
      endpoint.may_be_elastic_inference =
          may_be_elastic_inference(raw_field(resource.attributes, names::service, known.dialect));
      // A lookup that does not say by which service it finds an endpoint may find any.
      if (!managed && !endpoint.may_be_elastic_inference) {
        endpoint.may_be_elastic_inference = !resource.gives(names::service.terraform);
      }
      if (!managed && endpoint.may_be_elastic_inference) endpoint_lookups.push_back(&resource);
      entity = &endpoint;
      break;
    }
    case Subject::role:
      entity = &roles.declare(resource);
      break;
    case Subject::instance_profile:
      entity = &profiles.declare(resource);
      break;
    case Subject::managed_policy:
      entity = &policies.declare(resource);
      break;
    case Subject::sagemaker_model:
      entity = &models.declare(resource);
      break;
    case Subject::notebook_instance:
      workload(notebooks, WorkloadKind::notebook_instance);
      break;
    case Subject::endpoint_configuration:
      workload(endpoint_configurations, WorkloadKind::endpoint_configuration);
      break;
    case Subject::launch_template:
      workload(launch_templates, WorkloadKind::launch_template);
      break;
    case Subject::ec2_instance:
      workload(instances, WorkloadKind::ec2_instance);
      break;
    case Subject::ecs_task_definition:
      workload(task_definitions, WorkloadKind::ecs_task_definition);
      break;
    default:
      break;
  }
  if (managed && carries_policies(known.subject)) policy_carriers.push_back(&resource);
  if (entity == nullptr) return;
  entity->adopted = known.adopted || finds_default_vpc(resource, known);
  entity->several = resource.symbolic && resource.symbolic_itself;
  entity->own_name = known_name(resource, known);
  const Name name_field = own_name(known.subject);
  if (managed && !name_field.terraform.empty()) {
    add_names(*directory_of(known.subject), *entity, raw_field(resource.attributes, name_field, known.dialect));
  }
}

void Model::Index::add_contributor(const Resource& resource, const TypeInfo& known) {
  const Relation* relation = relation_of(known.subject);
  if (relation == nullptr) return;
  Directory& directory = *directory_of(relation->target);
  Tracer tracer(types, directory, nullptr);
  for (const Name& field : relation->fields) tracer.trace(raw_field(resource.attributes, field, known.dialect));
  bool may_be_any = false;
  std::unordered_set<const Entity*> added;
  for (const Entity* target : tracer.found()) {
    may_be_any =
        may_be_any || target == nullptr || target->origin == Origin::opaque || target->origin == Origin::looked_up;
    if (target != nullptr && added.insert(target).second) contributors[target].push_back(&resource);
  }
  if (may_be_any) floating[&directory].push_back(&resource);
  const bool either = known.subject == Subject::security_group_rule;
  for (const Entity* group : added) {
    if (either || known.subject == Subject::ingress_rule) {
      add_named_peers(*group, Direction::inbound, resource.attributes, known.dialect, rule_shape(known.subject));
    }
    if (either || known.subject == Subject::egress_rule) {
      add_named_peers(*group, Direction::outbound, resource.attributes, known.dialect, rule_shape(known.subject));
    }
  }
}

/// Enters the groups that a rule of a group, or each of a list of rules, names in some world.
void Model::Index::add_named_peers(const Entity& group, Direction direction, Value rule, Dialect dialect,
                                   const RuleShape& shape, int depth) {
  constexpr int max_nesting = 8;
  if (depth > max_nesting) return;
  for (const value::Branch& branch : rule.branches())
    add_named_peers(group, direction, branch.value, dialect, shape, depth + 1);
  for (const Value item : rule.items()) add_named_peers(group, direction, item, dialect, shape, depth + 1);
  if (rule.is(Kind::rest) && rule.rest() != nullptr)
    add_named_peers(group, direction, *rule.rest(), dialect, shape, depth + 1);
  if (!rule.is(Kind::mapping)) return;
  Tracer tracer(types, groups, nullptr);
  for (const PeerField& field : shape.peers) {
    if (field.kind == PeerKind::group) tracer.trace(raw_field(rule, field.name, dialect));
  }
  for (const Entity* peer : tracer.found()) {
    if (peer == nullptr) continue;
    auto& naming = (direction == Direction::inbound ? admitted_by : reached_by)[peer];
    const auto* from = static_cast<const SecurityGroup*>(&group);
    if (naming.empty() || naming.back() != from) naming.push_back(from);
  }
}

Fields Model::Index::fields(World& world, const Resource& resource) const {
  return {world, resource.attributes, info(resource).dialect};
}

Fields Model::Index::fields(World& world, const Entity& entity) const {
  if (entity.resource == nullptr) return {world, Value(), Dialect::terraform};
  Fields all = fields(world, *entity.resource);
  // What is not said of something that AWS made before is as it was.
  return entity.declared() && !entity.adopted ? all : all.with_unknown_rest();
}

Model::Index::Traced Model::Index::trace(World& world, const Resource& from, Directory& directory, Value value) {
  Tracer tracer(types, directory, &world);
  tracer.trace(value);
  const Entity* entity = tracer.found().empty() ? nullptr : tracer.found().front();
  const bool one = entity == nullptr || entity->resource == nullptr || is_one_for(from, *entity->resource);
  return {entity, !one};
}

Answer Model::Index::adds_to(World& world, const Resource& resource, const TypeInfo& known, Directory& directory,
                             const Entity& entity) {
  const Items targets = targets_of(fields(world, resource), *relation_of(known.subject));
  Answer found = targets.complete ? Answer::no : Answer::unknown;
  for (const Item& item : targets.items) {
    const Traced traced = trace(world, resource, directory, item.value);
    Answer it_is = same(traced.entity, &entity);
    if (it_is == Answer::yes && (item.possible || traced.some_instance)) it_is = Answer::unknown;
    found = found || it_is;
  }
  return found;
}

Contributions Model::Index::open_contributions(World& world, Directory& directory, const Entity& entity,
                                               std::initializer_list<Subject> subjects) {
  using value::Condition;
  value::ConditionSpace& space = world.space();
  Contributions result;
  if (!entity.declared() || handed_out.count(entity.resource) != 0) result.incomplete = Condition::always();
  const auto wanted = [&](const Resource& resource) {
    return std::find(subjects.begin(), subjects.end(), info(resource).subject) != subjects.end();
  };
  if (const auto known = contributors.find(&entity); known != contributors.end()) {
    for (const Resource* resource : known->second) {
      if (!wanted(*resource)) continue;
      const bool one = entity.resource == nullptr ? !resource->symbolic : is_one_for(*entity.resource, *resource);
      Condition certain = Condition::never();
      Condition possible = Condition::never();
      world.explore([&] {
        if (!world.decide(resource->when)) return;
        const Answer adds = adds_to(world, *resource, info(*resource), directory, entity);
        if (adds == Answer::no) return;
        Condition& when = adds == Answer::yes && one ? certain : possible;
        when = space.disjunction(when, world.path());
      });
      const Subject subject = info(*resource).subject;
      if (!certain.is_never()) result.items.push_back({resource, subject, false, certain});
      if (!possible.is_never()) result.items.push_back({resource, subject, true, possible});
      result.incomplete = space.disjunction(result.incomplete, possible);
    }
  }
  const auto others = floating.find(&directory);
  if (others == floating.end()) return result;
  for (const Resource* resource : others->second) {
    if (!wanted(*resource)) continue;
    if (space.implies(world.path(), result.incomplete)) break;
    world.explore([&] {
      if (!world.decide(resource->when)) return;
      if (adds_to(world, *resource, info(*resource), directory, entity) == Answer::unknown) {
        result.incomplete = space.disjunction(result.incomplete, world.path());
      }
    });
  }
  return result;
}

Contributions Model::Index::contributions(World& world, Directory& directory, const Entity& entity,
                                          std::initializer_list<Subject> subjects) {
  Contributions open = open_contributions(world, directory, entity, subjects);
  Contributions result;
  for (const Contribution& contribution : open.items) {
    if (world.decide(contribution.when)) result.items.push_back(contribution);
  }
  result.complete = !world.decide(open.incomplete);
  return result;
}

}  // namespace tieline::aws
