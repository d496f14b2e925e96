#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "aws/entity.h"
#include "aws/network.h"
#include "aws/role.h"
#include "aws/workload.h"
#include "graph/graph.h"

namespace tieline::aws {

/// What a configuration means to AWS, the same for both languages. Built once, in time linear in the graph. What it
/// tells holds in the world it is asked in; the world decides whatever the answer hangs on. Not for several threads at
/// once: a graph and its model belong to one.
class Model {
 public:
  /// The graph must outlive the model.
  explicit Model(const graph::Graph& graph);
  ~Model();
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  [[nodiscard]] const graph::Graph& graph() const;

  /// Those the configuration declares, in the order of the graph. Ask exists() in the world you are in.
  [[nodiscard]] std::span<const SecurityGroup* const> security_groups() const;
  [[nodiscard]] std::span<const VpcEndpoint* const> endpoints() const;
  [[nodiscard]] std::span<const Subnet* const> subnets() const;
  [[nodiscard]] std::span<const Vpc* const> vpcs() const;
  [[nodiscard]] std::span<const Role* const> roles() const;
  [[nodiscard]] std::span<const SageMakerModel* const> models() const;
  /// Those that may have an accelerator.
  [[nodiscard]] std::span<const Workload* const> workloads() const;

  /// Whether its declaration holds in this world. True for what is not declared, and for the one instance that stands
  /// for an unknown count (Resource::symbolic).
  bool exists(World& world, const Entity& entity) const;
  /// Whether a module or nested stack that is not on disk is given the entity, and so may add anything to it.
  [[nodiscard]] bool handed_out(const Entity& entity) const;
  /// The region a resource is made in, settled; unknown where not known.
  Value region(World& world, const Resource& resource) const;

  // Security groups.
  /// All rules with what each hangs on, whatever is decided in the world. What can do with this should: rules()
  /// decides all of it.
  const OpenRules& open_rules(World& world, const SecurityGroup& group, Direction direction) const;
  RuleSet rules(World& world, const SecurityGroup& group, Direction direction) const;
  /// A group that is made without one is in the default VPC of its region, which may be one that nothing names.
  Ref<Vpc> vpc(World& world, const SecurityGroup& group) const;
  /// The groups that, in some world, have an outbound rule to this one.
  [[nodiscard]] std::span<const SecurityGroup* const> may_reach(const SecurityGroup& group) const;
  /// The groups that, in some world, have an inbound rule from this one.
  [[nodiscard]] std::span<const SecurityGroup* const> may_admit(const SecurityGroup& group) const;

  // Endpoints.
  ServiceName service(World& world, const VpcEndpoint& endpoint) const;
  /// "Interface", "Gateway" ...; not given means Gateway.
  Argument endpoint_type(World& world, const VpcEndpoint& endpoint) const;
  /// Whether private DNS is on, by its own argument or a resource of its own; off where it is not given.
  Argument private_dns(World& world, const VpcEndpoint& endpoint) const;
  /// The policies attached to it, by its own argument or a resource of their own.
  PolicySources endpoint_policies(World& world, const VpcEndpoint& endpoint) const;
  Ref<Vpc> vpc(World& world, const VpcEndpoint& endpoint) const;
  RefSet<Subnet> subnets(World& world, const VpcEndpoint& endpoint) const;
  RefSet<SecurityGroup> groups(World& world, const VpcEndpoint& endpoint) const;

  // Subnets and VPCs.
  Ref<Vpc> vpc(World& world, const Subnet& subnet) const;
  Zone zone(World& world, const Subnet& subnet) const;
  /// Whether two subnets are in one zone.
  Answer same_zone(World& world, const Ref<Subnet>& a, const Ref<Subnet>& b) const;
  /// DNS support: on where it is not given. `argument` gets what is written.
  Answer dns_support(World& world, const Vpc& vpc, Argument* argument = nullptr) const;
  /// DNS host names: off where it is not given, unless it is a default VPC.
  Answer dns_hostnames(World& world, const Vpc& vpc, Argument* argument = nullptr) const;

  // Workloads.
  /// The places where it certainly runs with an accelerator; empty for a workload without. `complete` becomes false
  /// where something unknown may add one.
  std::vector<Site> sites(World& world, const Workload& workload, bool* complete = nullptr) const;
  RefSet<Subnet> subnets(World& world, const SageMakerModel& model) const;
  RefSet<SecurityGroup> groups(World& world, const SageMakerModel& model) const;
  Ref<Role> role(World& world, const SageMakerModel& model) const;

  // Roles.
  /// Everything that permits or denies something to the role, its permissions boundary aside.
  PolicySources policies(World& world, const Role& role) const;
  /// Its permissions boundary; nullopt where there certainly is none.
  std::optional<PolicySource> permissions_boundary(World& world, const Role& role) const;
  /// The trust policy.
  Argument trust_policy(World& world, const Role& role) const;
  /// Every resource that may carry policy documents of the configuration, attached or not.
  [[nodiscard]] std::span<const Resource* const> policy_carriers() const;
  /// The documents that one of them carries.
  std::vector<PolicySource> documents(World& world, const Resource& carrier) const;

  /// Data sources that look up endpoints, some of which may be EI endpoints.
  [[nodiscard]] std::span<const Resource* const> endpoint_lookups() const;

  struct Index;

 private:
  std::unique_ptr<Index> index_;
};

}  // namespace tieline::aws
