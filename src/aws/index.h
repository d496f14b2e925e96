#pragma once

#include <array>
#include <initializer_list>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "aws/adapters/fields.h"
#include "aws/adapters/schema.h"
#include "aws/directory.h"
#include "aws/model.h"

/// The inside of the model: who is who, and which resources add to which.
namespace tieline::aws {

// What only the model itself needs to know as an entity.
struct InstanceProfile : Entity {};
struct ManagedPolicy : Entity {};
struct RuleEntity : Entity {};

/// A resource that adds to an entity.
struct Contribution {
  const Resource* resource;
  Subject subject;
  bool possible;          ///< as Ref::possible
  value::Condition when;  ///< on what it adds to the entity
};

struct Contributions {
  std::vector<Contribution> items = {};
  value::Condition incomplete = value::Condition::never();  ///< on what something unknown may add another one
  bool complete = true;  ///< nothing unknown can add another one, where that is decided
};

struct Model::Index {
  explicit Index(const graph::Graph& graph);

  const graph::Graph& graph;
  std::vector<const TypeInfo*> types;  ///< by Resource::index; null for what the model does not know

  Registry<Vpc> vpcs{Subject::vpc};
  Vpc default_vpc;  ///< AWS's own, as nothing in the configuration names it
  Registry<Subnet> subnets{Subject::subnet};
  Registry<SecurityGroup> groups{Subject::security_group};
  Registry<RuleEntity> inbound_rules{Subject::ingress_rule};
  Registry<RuleEntity> outbound_rules{Subject::egress_rule};
  Registry<VpcEndpoint> endpoints{Subject::endpoint};
  Registry<Role> roles{Subject::role};
  Registry<InstanceProfile> profiles{Subject::instance_profile};
  Registry<ManagedPolicy> policies{Subject::managed_policy};
  Registry<SageMakerModel> models{Subject::sagemaker_model};
  Registry<Workload> notebooks{Subject::notebook_instance};
  Registry<Workload> endpoint_configurations{Subject::endpoint_configuration};
  Registry<Workload> launch_templates{Subject::launch_template};
  Registry<Workload> instances{Subject::ec2_instance};
  Registry<Workload> task_definitions{Subject::ecs_task_definition};
  std::vector<const Workload*> workloads;  ///< those that may have an accelerator, in the order of the graph
  std::vector<const Resource*> policy_carriers;
  std::vector<const Resource*> endpoint_lookups;  ///< data sources that find endpoints

  /// Resources that add to an entity, by it.
  std::unordered_map<const Entity*, std::vector<const Resource*>> contributors;
  /// Resources that may add to any entity of a kind.
  std::unordered_map<const Directory*, std::vector<const Resource*>> floating;
  /// Groups with a rule of that direction that names a group in some world, by the latter.
  std::unordered_map<const Entity*, std::vector<const SecurityGroup*>> reached_by;
  std::unordered_map<const Entity*, std::vector<const SecurityGroup*>> admitted_by;
  /// The rules of groups that were asked for, inbound and outbound.
  std::unordered_map<const SecurityGroup*, std::array<std::unique_ptr<const OpenRules>, 2>> open_rules;
  /// Resources that are named in what an unresolved module or nested stack is given.
  std::unordered_set<const Resource*> handed_out;

  [[nodiscard]] const TypeInfo& info(const Resource& resource) const { return *types[resource.index]; }
  [[nodiscard]] Fields fields(World& world, const Resource& resource) const;
  /// The fields of what is declared or looked up; of anything else, those of a mapping that nothing is known of.
  [[nodiscard]] Fields fields(World& world, const Entity& entity) const;

  /// Whom a settled value names. `from` is the resource that it is an argument of.
  template <typename T>
  Ref<T> resolve(World& world, const Resource& from, Registry<T>& registry, Value value, Span use = {});
  template <typename T>
  Ref<T> resolve(World& world, const Resource& from, Registry<T>& registry, const Argument& argument) {
    return argument.given ? resolve(world, from, registry, argument.value, argument.span)
                          : Ref<T>{.value = argument.value};
  }
  template <typename T>
  RefSet<T> resolve_all(World& world, const Resource& from, Registry<T>& registry, const Items& items);

  /// The VPC that AWS makes something in when it is made without one.
  [[nodiscard]] Ref<Vpc> default_vpc_of(const Resource& resource) const;

  /// The resources of those subjects that add to the entity in some world, none of which is decided yet.
  Contributions open_contributions(World& world, Directory& directory, const Entity& entity,
                                   std::initializer_list<Subject> subjects);
  /// Those that add to it in this world.
  Contributions contributions(World& world, Directory& directory, const Entity& entity,
                              std::initializer_list<Subject> subjects);

 private:
  struct Traced {
    const Entity* entity;
    bool some_instance;
  };
  Traced trace(World& world, const Resource& from, Directory& directory, Value value);
  Directory* directory_of(Subject subject);
  void declare(const Resource& resource, const TypeInfo& info);
  void add_named_peers(const Entity& group, Direction direction, Value rule, Dialect dialect, const RuleShape& shape,
                       int depth = 0);
  void add_contributor(const Resource& resource, const TypeInfo& info);
  Answer adds_to(World& world, const Resource& resource, const TypeInfo& info, Directory& directory,
                 const Entity& entity);
};

/// True when a resource is there for certain wherever the one it is seen from is, and is one there: it has no unknown
/// count of its own, and any module with an unknown count that it is in, `from` is in, too.
[[nodiscard]] bool is_one_for(const Resource& from, const Resource& resource);

template <typename T>
Ref<T> Model::Index::resolve(World& world, const Resource& from, Registry<T>& registry, Value value, Span use) {
  const Traced traced = trace(world, from, registry, value);
  const Span made = value.span().valid() || value.reference() == nullptr ? value.span() : value.reference()->span;
  const Span span = use.valid() ? use : made;
  return {.entity = static_cast<const T*>(traced.entity),
          .value = value,
          .span = span,
          .given = true,
          .some_instance = traced.some_instance};
}

template <typename T>
RefSet<T> Model::Index::resolve_all(World& world, const Resource& from, Registry<T>& registry, const Items& items) {
  RefSet<T> all;
  all.complete = items.complete;
  all.given = items.given;
  all.span = items.span;
  for (const Item& item : items.items) {
    Ref<T> ref = resolve(world, from, registry, item.value, item.span);
    ref.possible = item.possible;
    all.add(ref);
  }
  return all;
}

}  // namespace tieline::aws
