#include "aws/elastic_inference.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <unordered_set>

namespace tieline::aws {
namespace {

using value::Condition;

/// Whether the configuration says which group it is, and does not leave it to a caller.
bool is_known_group(const Ref<SecurityGroup>& group) {
  return group.entity != nullptr && group.entity->origin != Origin::opaque && !group.possible;
}

/// Whether one of the groups is the one asked for, a Ref or an entity.
template <typename Group>
Answer contains(const std::vector<GroupRole>& groups, bool complete, const Group& asked) {
  Answer found = complete ? Answer::no : Answer::unknown;
  for (const GroupRole& role : groups) {
    const Answer it_is = same(role.group, asked);
    found = found || (role.group.possible && it_is == Answer::yes ? Answer::unknown : it_is);
  }
  return found;
}

void add_groups_of_endpoints(const Model& model, World& world, EiGroups& groups) {
  const EiEndpoints endpoints = ei_endpoints(model, world);
  groups.endpoint_groups_complete = endpoints.complete;
  for (const VpcEndpoint* endpoint : endpoints.items) {
    const RefSet<SecurityGroup> attached = model.groups(world, *endpoint);
    groups.endpoint_groups_complete = groups.endpoint_groups_complete && attached.complete;
    for (const Ref<SecurityGroup>& group : attached.items) {
      groups.endpoint_groups.push_back({group, endpoint, nullptr});
    }
  }
}

void add_groups_of_workloads(const Model& model, World& world, EiGroups& groups) {
  const EiSites sites = ei_sites(model, world);
  groups.client_groups_complete = sites.complete;
  for (const Site& site : sites.items) {
    groups.client_groups_complete = groups.client_groups_complete && site.groups.complete;
    for (const Ref<SecurityGroup>& group : site.groups.items) {
      groups.client_groups.push_back({group, nullptr, site.workload});
      groups.clients_from_workloads = groups.clients_from_workloads || is_known_group(group);
    }
  }
}

/// Adds the groups that the rules of an endpoint group, or their own outbound rules, single out as clients. What each
/// of them hangs on is decided once for the group, however many rules name it.
class ClientsByRules {
 public:
  ClientsByRules(const Model& model, World& world, EiGroups& groups) : model_(model), world_(world), groups_(groups) {}

  void add_clients_of(const SecurityGroup& endpoint_group) {
    const OpenRules inbound = model_.open_rules(world_, endpoint_group, Direction::inbound);
    incomplete_ = either(incomplete_, inbound.incomplete);
    for (const SecurityRule& rule : inbound.items) {
      if (!rule.peers_complete) incomplete_ = either(incomplete_, rule.when);
      for (const Peer& peer : rule.peers) {
        if (peer.kind == PeerKind::group && !peer.self) note(peer.group, rule.possible || peer.possible, rule.when);
      }
    }
    for (const SecurityGroup* group : model_.may_reach(endpoint_group)) {
      if (group != &endpoint_group && model_.exists(world_, *group)) note_if_reaching(*group, endpoint_group);
    }
  }

  /// Decides who is one.
  void add_found() {
    for (Found& found : found_) {
      found.group.possible = !world_.decide(found.certain);
      if (!found.group.possible || world_.decide(found.possible)) {
        groups_.client_groups.push_back({found.group, nullptr, nullptr});
      }
    }
    if (world_.decide(incomplete_)) groups_.client_groups_complete = false;
  }

 private:
  struct Found {
    Ref<SecurityGroup> group;
    Condition certain = Condition::never();
    Condition possible = Condition::never();
  };

  Condition either(Condition a, Condition b) { return world_.space().disjunction(a, b); }

  void note_if_reaching(const SecurityGroup& group, const SecurityGroup& endpoint_group) {
    const Entity* to = &endpoint_group;
    const Ref<SecurityGroup> ref{
        .entity = &group, .span = group.resource == nullptr ? Span() : group.resource->header, .given = true};
    for (const SecurityRule& rule : model_.open_rules(world_, group, Direction::outbound).items) {
      for (const Peer& peer : rule.peers) {
        const Answer reaches = peer.kind == PeerKind::group ? same(peer.group, to) : Answer::no;
        if (reaches != Answer::no) {
          note(ref, rule.possible || peer.possible || reaches == Answer::unknown, rule.when);
        }
      }
    }
  }

  void note(const Ref<SecurityGroup>& group, bool possible, Condition when) {
    if (group.entity == nullptr) {
      incomplete_ = either(incomplete_, when);
      return;
    }
    if (groups_.is_endpoint_group(group) == Answer::yes) return;
    const auto [place, added] = places_.try_emplace(group.entity, found_.size());
    if (added) found_.push_back({group});
    Found& found = found_[place->second];
    Condition& noted = possible ? found.possible : found.certain;
    noted = either(noted, when);
  }

  const Model& model_;
  World& world_;
  EiGroups& groups_;
  std::vector<Found> found_;
  std::unordered_map<const SecurityGroup*, std::size_t> places_;
  Condition incomplete_ = Condition::never();
};

}  // namespace

Answer EiGroups::is_endpoint_group(const Ref<SecurityGroup>& group) const {
  return contains(endpoint_groups, endpoint_groups_complete && !endpoint_groups.empty(), group);
}
Answer EiGroups::is_client_group(const Ref<SecurityGroup>& group) const {
  return contains(client_groups, client_groups_complete, group);
}
Answer EiGroups::is_endpoint_group(const Entity* group) const {
  return contains(endpoint_groups, endpoint_groups_complete && !endpoint_groups.empty(), group);
}
Answer EiGroups::is_client_group(const Entity* group) const {
  return contains(client_groups, client_groups_complete, group);
}

EiEndpoints ei_endpoints(const Model& model, World& world) {
  EiEndpoints found;
  found.complete = model.endpoint_lookups().empty();
  for (const VpcEndpoint* endpoint : model.endpoints()) {
    if (!endpoint->may_be_elastic_inference || !model.exists(world, *endpoint)) continue;
    const ServiceName service = model.service(world, *endpoint);
    if (service.is_elastic_inference()) found.items.push_back(endpoint);
    if (service.kind == EndpointService::unknown) found.complete = false;
  }
  return found;
}

EiSites ei_sites(const Model& model, World& world) {
  EiSites found;
  for (const Workload* workload : model.workloads()) {
    if (!model.exists(world, *workload)) continue;
    bool complete = true;
    std::vector<Site> sites = model.sites(world, *workload, &complete);
    found.complete = found.complete && complete;
    std::move(sites.begin(), sites.end(), std::back_inserter(found.items));
  }
  return found;
}

EiGroups ei_groups(const Model& model, World& world) {
  EiGroups groups;
  add_groups_of_endpoints(model, world, groups);
  add_groups_of_workloads(model, world, groups);
  if (groups.clients_from_workloads) return groups;
  ClientsByRules by_rules(model, world, groups);
  std::unordered_set<const SecurityGroup*> asked;
  for (const GroupRole& role : groups.endpoint_groups) {
    if (role.group.entity != nullptr && asked.insert(role.group.entity).second) {
      by_rules.add_clients_of(*role.group.entity);
    }
  }
  by_rules.add_found();
  return groups;
}

}  // namespace tieline::aws
