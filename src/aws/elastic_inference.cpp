#include "aws/elastic_inference.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>

namespace tieline::aws {
namespace {

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

/// Adds the groups that the rules of an endpoint group, or their own outbound rules, single out as clients.
class ClientsByRules {
 public:
  ClientsByRules(const Model& model, World& world, EiGroups& groups) : model_(model), world_(world), groups_(groups) {}

  void add_clients_of(const SecurityGroup& endpoint_group) {
    const RuleSet inbound = model_.rules(world_, endpoint_group, Direction::inbound);
    groups_.client_groups_complete = groups_.client_groups_complete && inbound.complete;
    for (const SecurityRule& rule : inbound.items) {
      groups_.client_groups_complete = groups_.client_groups_complete && rule.peers_complete;
      for (const Peer& peer : rule.peers) {
        if (peer.kind == PeerKind::group && !peer.self) add(peer.group, rule.possible || peer.possible);
      }
    }
    for (const SecurityGroup* group : model_.may_reach(endpoint_group)) {
      if (group != &endpoint_group && model_.exists(world_, *group)) add_if_reaching(*group, endpoint_group);
    }
  }

 private:
  void add_if_reaching(const SecurityGroup& group, const SecurityGroup& endpoint_group) {
    const Entity* to = &endpoint_group;
    const Answer reaches =
        model_.rules(world_, group, Direction::outbound).any([&](const SecurityRule&, const Peer& peer) {
          return peer.kind == PeerKind::group ? same(peer.group, to) : Answer::no;
        });
    if (reaches == Answer::no) return;
    add({.entity = &group, .span = group.resource == nullptr ? Span() : group.resource->header, .given = true},
        reaches == Answer::unknown);
  }

  void add(Ref<SecurityGroup> group, bool possible) {
    if (group.entity == nullptr) {
      groups_.client_groups_complete = false;
      return;
    }
    if (groups_.is_endpoint_group(group) == Answer::yes || !added_.insert(group.entity).second) return;
    group.possible = group.possible || possible;
    groups_.client_groups.push_back({group, nullptr, nullptr});
  }

  const Model& model_;
  World& world_;
  EiGroups& groups_;
  std::unordered_set<const SecurityGroup*> added_;
};

}  // namespace

Answer EiGroups::is_endpoint_group(const Ref<SecurityGroup>& group) const {
  return contains(endpoint_groups, endpoint_groups_complete, group);
}
Answer EiGroups::is_client_group(const Ref<SecurityGroup>& group) const {
  return contains(client_groups, client_groups_complete, group);
}
Answer EiGroups::is_endpoint_group(const Entity* group) const {
  return contains(endpoint_groups, endpoint_groups_complete, group);
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
  return groups;
}

}  // namespace tieline::aws
