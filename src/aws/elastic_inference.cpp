#include "aws/elastic_inference.h"

#include <algorithm>
#include <unordered_set>

namespace tieline::aws {
namespace {

/// Whether the configuration says which group it is, and does not leave it to a caller.
bool is_known_group(const Ref<SecurityGroup>& group) {
  return group.entity != nullptr && group.entity->origin != Origin::opaque && !group.possible;
}

void add_clients_of_sites(const EiSites& sites, GroupRoles& clients) {
  for (const Site& site : sites.items) {
    clients.complete = clients.complete && site.groups.complete;
    for (const Ref<SecurityGroup>& group : site.groups.items) clients.items.push_back({group, nullptr, site.workload});
  }
}

/// Adds the groups that the rules of an endpoint group, or their own outbound rules, single out as clients.
class ClientsByRules {
 public:
  ClientsByRules(const Model& model, World& world, const GroupRoles& endpoint_groups, GroupRoles& clients)
      : model_(model), world_(world), endpoint_groups_(endpoint_groups), clients_(clients) {}

  void add_clients_of(const SecurityGroup& endpoint_group) {
    const RuleSet inbound = model_.rules(world_, endpoint_group, Direction::inbound);
    clients_.complete = clients_.complete && inbound.complete;
    for (const SecurityRule& rule : inbound.items) {
      clients_.complete = clients_.complete && rule.peers_complete;
      for (const Peer& peer : rule.peers) {
        if (peer.kind == PeerKind::group && !peer.self) add(peer.group, rule.possible || peer.possible);
      }
    }
    for (const SecurityGroup* group : model_.may_reach(endpoint_group)) {
      if (group == &endpoint_group || !model_.exists(world_, *group)) continue;
      add_if_reaching(*group, endpoint_group);
    }
  }

 private:
  void add_if_reaching(const SecurityGroup& group, const SecurityGroup& endpoint_group) {
    const Answer reaches =
        model_.rules(world_, group, Direction::outbound).any([&](const SecurityRule&, const Peer& peer) {
          return peer.kind == PeerKind::group ? same(peer.group, &endpoint_group) : Answer::no;
        });
    if (reaches == Answer::no) return;
    add({.entity = &group, .span = group.resource == nullptr ? Span() : group.resource->header, .given = true},
        reaches == Answer::unknown);
  }

  void add(Ref<SecurityGroup> group, bool possible) {
    if (group.entity == nullptr) {
      clients_.complete = false;
      return;
    }
    if (endpoint_groups_.contains(group) == Answer::yes || !added_.insert(group.entity).second) return;
    group.possible = group.possible || possible;
    clients_.items.push_back({group, nullptr, nullptr});
  }

  const Model& model_;
  World& world_;
  const GroupRoles& endpoint_groups_;
  GroupRoles& clients_;
  std::unordered_set<const SecurityGroup*> added_;
};

/// Whether one of the roles' groups is the one asked for.
template <typename Group>
Answer contains_group(const GroupRoles& roles, const Group& group) {
  Answer found = roles.complete ? Answer::no : Answer::unknown;
  for (const GroupRole& role : roles.items) {
    const Answer it_is = same(role.group, group);
    found = found || (role.group.possible && it_is == Answer::yes ? Answer::unknown : it_is);
  }
  return found;
}

}  // namespace

Answer GroupRoles::contains(const Ref<SecurityGroup>& group) const { return contains_group(*this, group); }
Answer GroupRoles::contains(const SecurityGroup& group) const {
  return contains_group(*this, static_cast<const Entity*>(&group));
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
  const EiEndpoints endpoints = ei_endpoints(model, world);
  groups.endpoint_groups.complete = endpoints.complete;
  for (const VpcEndpoint* endpoint : endpoints.items) {
    const RefSet<SecurityGroup> attached = model.groups(world, *endpoint);
    groups.endpoint_groups.complete = groups.endpoint_groups.complete && attached.complete;
    for (const Ref<SecurityGroup>& group : attached.items) {
      groups.endpoint_groups.items.push_back({group, endpoint, nullptr});
    }
  }

  const EiSites sites = ei_sites(model, world);
  groups.client_groups.complete = sites.complete;
  add_clients_of_sites(sites, groups.client_groups);
  const auto& clients = groups.client_groups.items;
  groups.clients_from_workloads =
      std::any_of(clients.begin(), clients.end(), [](const GroupRole& role) { return is_known_group(role.group); });
  if (groups.clients_from_workloads) return groups;

  ClientsByRules by_rules(model, world, groups.endpoint_groups, groups.client_groups);
  std::unordered_set<const SecurityGroup*> asked;
  for (const GroupRole& role : groups.endpoint_groups.items) {
    if (role.group.entity != nullptr && asked.insert(role.group.entity).second) {
      by_rules.add_clients_of(*role.group.entity);
    }
  }
  return groups;
}

}  // namespace tieline::aws
