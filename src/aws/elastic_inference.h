#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "aws/by_entity.h"
#include "aws/model.h"

/// The notions that the EI rules share: EI endpoints, EI workloads, endpoint groups and client groups.
namespace tieline::aws {

/// Calls `body(endpoint, service)` for every EI endpoint in every world where it is one. Each endpoint is a walk of its
/// own, so conditions of different endpoints add up and do not multiply.
template <typename Body>
void for_each_ei_endpoint(const Model& model, World& world, Body&& body) {
  for (const VpcEndpoint* endpoint : model.endpoints()) {
    if (!endpoint->may_be_elastic_inference) continue;
    world.explore([&] {
      if (!model.exists(world, *endpoint)) return;
      const ServiceName service = model.service(world, *endpoint);
      if (service.is_elastic_inference()) body(*endpoint, service);
    });
  }
}

/// Calls `body(workload, sites)` for every EI workload in every world where it is one; `sites` is not empty.
template <typename Body>
void for_each_ei_workload(const Model& model, World& world, Body&& body) {
  for (const Workload* workload : model.workloads()) {
    world.explore([&] {
      if (!model.exists(world, *workload)) return;
      const std::vector<Site> sites = model.sites(world, *workload);
      if (!sites.empty()) body(*workload, sites);
    });
  }
}

/// An EI endpoint in a VPC.
struct EiEndpoint {
  const VpcEndpoint* endpoint = nullptr;
  Ref<Vpc> vpc = {};
  value::Condition when = value::Condition::always();  ///< on what it is there, is an EI endpoint, and is in that VPC
};

/// The EI endpoints in all worlds: none of them is decided yet.
class EiEndpoints {
 public:
  EiEndpoints(const Model& model, World& world);

  /// One that may be in several VPCs is listed for each.
  [[nodiscard]] std::span<const EiEndpoint> items() const { return items_; }
  /// On what another endpoint may be one: its service name is unknown.
  [[nodiscard]] value::Condition incomplete() const { return incomplete_; }
  /// On what there is any.
  [[nodiscard]] value::Condition some() const { return some_; }

  /// Calls `body(endpoint, is_there)` for those that are, or may be, in a VPC, given as a Ref or an entity.
  template <typename VpcOrRef, typename Body>
  void for_each_in(const VpcOrRef& vpc, Body&& body) const {
    by_vpc_.for_each_like(entity_of(vpc), [&](std::size_t place) {
      const Answer is_there = same(items_[place].vpc, vpc);
      if (is_there != Answer::no) body(items_[place], is_there);
    });
  }

 private:
  static const Entity* entity_of(const Ref<Vpc>& vpc) { return vpc.entity; }
  static const Entity* entity_of(const Entity* vpc) { return vpc; }

  std::vector<EiEndpoint> items_;
  ByEntity by_vpc_;
  value::Condition incomplete_ = value::Condition::never();
  value::Condition some_ = value::Condition::never();
};

/// A group and why it has its part.
struct GroupRole {
  Ref<SecurityGroup> group = {};
  const VpcEndpoint* endpoint = nullptr;  ///< for E: the EI endpoint it is attached to
  const Workload* workload = nullptr;     ///< for C: the EI workload; null where rules single the group out
  value::Condition when = value::Condition::always();  ///< on what it has the part

  /// Whether an endpoint or a workload gives it the part.
  [[nodiscard]] bool attached() const { return endpoint != nullptr || workload != nullptr; }
};

/// The groups that have one part, E or C, in all worlds: none of them is decided yet.
class GroupRoles {
 public:
  explicit GroupRoles(value::ConditionSpace& space) : space_(&space) {}

  void add(const GroupRole& role);
  /// Says on what something unknown can be another one.
  void add_incomplete(value::Condition when) { incomplete_ = space_->disjunction(incomplete_, when); }

  /// A group that is attached to two endpoints is listed twice.
  [[nodiscard]] std::span<const GroupRole> items() const { return items_; }
  /// The different groups that certainly have the part where they have it, in the order of the list.
  [[nodiscard]] std::span<const SecurityGroup* const> groups() const { return groups_; }
  [[nodiscard]] value::Condition incomplete() const { return incomplete_; }
  /// On what there is any.
  [[nodiscard]] value::Condition some() const { return some_; }

  /// Whether what a rule or an attachment names is one of them. A group whose endpoint or workload is not there in a
  /// world is there for it all the same, so it is unknown there, not no.
  [[nodiscard]] value::OpenAnswer contains(const Ref<SecurityGroup>& group) const { return any(group, group.entity); }
  /// The same of a group itself.
  [[nodiscard]] value::OpenAnswer contains(const Entity* group) const { return any(group, group); }
  /// On what some listed group is this very one, and `fits(role)` is true.
  template <typename Fits>
  [[nodiscard]] value::Condition when(const Entity* group, Fits&& fits) const {
    value::Condition found = value::Condition::never();
    by_group_.for_each_like(group, [&](std::size_t place) {
      const GroupRole& role = items_[place];
      if (role.group.entity == group && fits(role)) found = space_->disjunction(found, role.when);
    });
    return found;
  }
  /// Calls `body(role)` for those that may be this group, and perhaps for more, until it says true.
  template <typename Body>
  void for_each_like(const Entity* group, Body&& body) const {
    bool done = false;
    by_group_.for_each_like(group, [&](std::size_t place) { done = done || body(items_[place]); });
  }
  /// Calls `body(role, other)` for every role of this very group that something gives it, and every other group that
  /// the same endpoint or workload has: AWS lets pass what any of the groups of a network interface allows.
  template <typename Body>
  void for_each_beside(const SecurityGroup& group, Body&& body) const {
    by_group_.for_each_like(&group, [&](std::size_t place) {
      const GroupRole& role = items_[place];
      if (role.group.entity != &group || !role.attached()) return;
      for (const std::size_t beside : by_owner_.at(owner(role))) {
        if (items_[beside].group.entity != &group) body(role, items_[beside]);
      }
    });
  }

 private:
  template <typename Group>
  [[nodiscard]] value::OpenAnswer any(const Group& group, const Entity* entity) const {
    value::OpenAnswer found{.unknown = incomplete_};
    by_group_.for_each_like(entity, [&](std::size_t place) {
      const GroupRole& role = items_[place];
      const Answer it_is = same(role.group, group);
      if (it_is == Answer::no) return;
      found.add(*space_, role.when, role.group.possible ? Answer::unknown : it_is);
      if (role.attached()) found.unknown = value::Condition::always();
    });
    return found;
  }
  static const Entity* owner(const GroupRole& role);

  value::ConditionSpace* space_;
  std::vector<GroupRole> items_;
  std::vector<const SecurityGroup*> groups_;
  std::unordered_set<const SecurityGroup*> listed_;
  ByEntity by_group_;
  std::unordered_map<const Entity*, std::vector<std::size_t>> by_owner_;  ///< by endpoint or workload
  value::Condition incomplete_ = value::Condition::never();
  value::Condition some_ = value::Condition::never();
};

/// The groups that have parts.
struct EiGroups {
  /// Of the configuration that the world is of; decides nothing in it.
  EiGroups(const Model& model, World& world);

  GroupRoles endpoint_groups;  ///< E
  GroupRoles client_groups;    ///< C
  /// On what C are the groups of workloads; else they are those that rules single out.
  value::Condition clients_from_workloads = value::Condition::never();

  /// Whether what a rule or an attachment names, a Ref or an entity, has the part. Where no group is attached to an EI
  /// endpoint, which one is meant to be is not settled.
  template <typename Group>
  [[nodiscard]] value::OpenAnswer is_endpoint_group(const Group& group) const {
    value::OpenAnswer found = endpoint_groups.contains(group);
    found.unknown = space_->disjunction(found.unknown, space_->negation(endpoint_groups.some()));
    return found;
  }
  template <typename Group>
  [[nodiscard]] value::OpenAnswer is_client_group(const Group& group) const {
    return client_groups.contains(group);
  }

 private:
  value::ConditionSpace* space_;
};

/// Both, found once for all rules that ask, and when the first one asks.
class ElasticInference {
 public:
  /// The model and the world's space must outlive it.
  ElasticInference(const Model& model, value::ConditionSpace& space, value::Arena& arena)
      : model_(&model), world_(space, arena) {}

  [[nodiscard]] const EiEndpoints& endpoints();
  [[nodiscard]] const EiGroups& groups();
  /// True when the search was cut short at limits::worlds.
  [[nodiscard]] bool exhausted() const { return world_.exhausted(); }

 private:
  const Model* model_;
  World world_;
  std::optional<EiEndpoints> endpoints_;
  std::optional<EiGroups> groups_;
};

}  // namespace tieline::aws
