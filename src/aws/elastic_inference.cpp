#include "aws/elastic_inference.h"

#include <algorithm>

namespace tieline::aws {
namespace {

using value::Condition;

/// Whether the configuration says which group it is, and does not leave it to a caller.
bool is_known_group(const Ref<SecurityGroup>& group) {
  return group.entity != nullptr && group.entity->origin != Origin::opaque && !group.possible;
}

void add_groups_of_endpoints(const Model& model, World& world, GroupRoles& groups) {
  if (!model.endpoint_lookups().empty()) groups.add_incomplete(Condition::always());
  for (const VpcEndpoint* endpoint : model.endpoints()) {
    if (!endpoint->may_be_elastic_inference) continue;
    world.explore([&] {
      if (!model.exists(world, *endpoint)) return;
      const ServiceName service = model.service(world, *endpoint);
      if (service.kind == EndpointService::unknown) groups.add_incomplete(world.path());
      if (!service.is_elastic_inference()) return;
      const RefSet<SecurityGroup> attached = model.groups(world, *endpoint);
      if (!attached.complete) groups.add_incomplete(world.path());
      for (const Ref<SecurityGroup>& group : attached.items) groups.add({group, endpoint, nullptr, world.path()});
    });
  }
}

void add_groups_of_workloads(const Model& model, World& world, EiGroups& groups) {
  for (const Workload* workload : model.workloads()) {
    world.explore([&] {
      if (!model.exists(world, *workload)) return;
      bool complete = true;
      const std::vector<Site> sites = model.sites(world, *workload, &complete);
      for (const Site& site : sites) {
        complete = complete && site.groups.complete;
        for (const Ref<SecurityGroup>& group : site.groups.items) {
          groups.client_groups.add({group, nullptr, workload, world.path()});
          if (is_known_group(group)) {
            groups.clients_from_workloads = world.space().disjunction(groups.clients_from_workloads, world.path());
          }
        }
      }
      if (!complete) groups.client_groups.add_incomplete(world.path());
    });
  }
}

/// Adds the groups that the rules of an endpoint group, or their own outbound rules, single out as clients where no
/// workload says who they are. What each of them hangs on is put together for the group, however many rules name it.
class ClientsByRules {
 public:
  ClientsByRules(const Model& model, World& world, EiGroups& groups)
      : model_(model), world_(world), space_(world.space()), groups_(groups) {}

  void add_clients() {
    for (const GroupRole& role : groups_.endpoint_groups.items()) {
      if (role.group.entity != nullptr && asked_.insert(role.group.entity).second) add_clients_of(*role.group.entity);
    }
    const Condition open = space_.negation(groups_.clients_from_workloads);
    for (const Found& found : found_) {
      Ref<SecurityGroup> group = found.group;
      group.possible = false;
      add({group, nullptr, nullptr, space_.conjunction(open, found.certain)});
      group.possible = true;
      add({group, nullptr, nullptr, space_.conjunction(open, found.possible)});
    }
    groups_.client_groups.add_incomplete(space_.conjunction(open, incomplete_));
  }

 private:
  struct Found {
    Ref<SecurityGroup> group;
    Condition certain = Condition::never();
    Condition possible = Condition::never();
  };

  void add_clients_of(const SecurityGroup& endpoint_group) {
    const Condition there = groups_.endpoint_groups.when(&endpoint_group, [](const GroupRole&) { return true; });
    const OpenRules& inbound = model_.open_rules(world_, endpoint_group, Direction::inbound);
    add_incomplete(space_.conjunction(there, inbound.incomplete));
    for (const SecurityRule& rule : inbound.items) {
      const Condition when = space_.conjunction(there, rule.when);
      if (!rule.peers_complete) add_incomplete(when);
      for (const Peer& peer : rule.peers) {
        if (peer.kind == PeerKind::group && !peer.self) note(peer.group, rule.possible || peer.possible, when);
      }
    }
    for (const SecurityGroup* group : model_.may_reach(endpoint_group)) {
      if (group != &endpoint_group) note_if_reaching(*group, endpoint_group, there);
    }
  }

  void note_if_reaching(const SecurityGroup& group, const SecurityGroup& endpoint_group, Condition there) {
    const Entity* to = &endpoint_group;
    if (group.resource != nullptr) there = space_.conjunction(there, group.resource->when);
    const Ref<SecurityGroup> ref{
        .entity = &group, .span = group.resource == nullptr ? Span() : group.resource->header, .given = true};
    for (const SecurityRule& rule : model_.open_rules(world_, group, Direction::outbound).items) {
      for (const Peer& peer : rule.peers) {
        const Answer reaches = peer.kind == PeerKind::group ? same(peer.group, to) : Answer::no;
        if (reaches == Answer::no) continue;
        note(ref, rule.possible || peer.possible || reaches == Answer::unknown, space_.conjunction(there, rule.when));
      }
    }
  }

  void note(const Ref<SecurityGroup>& group, bool possible, Condition when) {
    if (group.entity == nullptr) return add_incomplete(when);
    when = space_.conjunction(when, space_.negation(groups_.endpoint_groups.contains(group).yes));
    const auto [place, added] = places_.try_emplace(group.entity, found_.size());
    if (added) found_.push_back({group});
    Found& found = found_[place->second];
    Condition& noted = possible ? found.possible : found.certain;
    noted = space_.disjunction(noted, when);
  }

  void add(const GroupRole& role) {
    if (space_.satisfiable(role.when)) groups_.client_groups.add(role);
  }
  void add_incomplete(Condition when) { incomplete_ = space_.disjunction(incomplete_, when); }

  const Model& model_;
  World& world_;
  value::ConditionSpace& space_;
  EiGroups& groups_;
  std::unordered_set<const SecurityGroup*> asked_;
  std::vector<Found> found_;
  std::unordered_map<const SecurityGroup*, std::size_t> places_;
  Condition incomplete_ = Condition::never();
};

}  // namespace

EiEndpoints::EiEndpoints(const Model& model, World& world) {
  value::ConditionSpace& space = world.space();
  if (!model.endpoint_lookups().empty()) incomplete_ = Condition::always();
  for (const VpcEndpoint* endpoint : model.endpoints()) {
    if (!endpoint->may_be_elastic_inference) continue;
    const std::size_t first = items_.size();
    world.explore([&] {
      if (!model.exists(world, *endpoint)) return;
      const ServiceName service = model.service(world, *endpoint);
      if (service.kind == EndpointService::unknown) incomplete_ = space.disjunction(incomplete_, world.path());
      if (!service.is_elastic_inference()) return;
      some_ = space.disjunction(some_, world.path());
      const Ref<Vpc> vpc = model.vpc(world, *endpoint);
      const auto listed = std::find_if(items_.begin() + static_cast<std::ptrdiff_t>(first), items_.end(),
                                       [&](const EiEndpoint& there) { return same(there.vpc, vpc) == Answer::yes; });
      if (listed != items_.end()) {
        listed->when = space.disjunction(listed->when, world.path());
        return;
      }
      items_.push_back({endpoint, vpc, world.path()});
      by_vpc_.add(vpc.entity);
    });
  }
}

const Entity* GroupRoles::owner(const GroupRole& role) {
  return role.endpoint != nullptr ? static_cast<const Entity*>(role.endpoint) : role.workload;
}

void GroupRoles::add(const GroupRole& role) {
  some_ = space_->disjunction(some_, role.when);
  if (role.group.entity != nullptr && !role.group.possible && listed_.insert(role.group.entity).second) {
    groups_.push_back(role.group.entity);
  }
  std::vector<std::size_t>& beside = by_owner_[owner(role)];
  if (role.attached()) {
    for (const std::size_t place : beside) {
      GroupRole& there = items_[place];
      if (there.group.entity != role.group.entity || there.group.value != role.group.value ||
          there.group.possible != role.group.possible) {
        continue;
      }
      there.when = space_->disjunction(there.when, role.when);
      return;
    }
  }
  beside.push_back(items_.size());
  by_group_.add(role.group.entity);
  items_.push_back(role);
}

EiGroups::EiGroups(const Model& model, World& world)
    : endpoint_groups(world.space()), client_groups(world.space()), space_(&world.space()) {
  add_groups_of_endpoints(model, world, endpoint_groups);
  add_groups_of_workloads(model, world, *this);
  if (!clients_from_workloads.is_always()) ClientsByRules(model, world, *this).add_clients();
}

const EiEndpoints& ElasticInference::endpoints() {
  if (!endpoints_) endpoints_.emplace(*model_, world_);
  return *endpoints_;
}

const EiGroups& ElasticInference::groups() {
  if (!groups_) groups_.emplace(*model_, world_);
  return *groups_;
}

}  // namespace tieline::aws
