#include "rules/elastic_inference/security_groups.h"

#include <algorithm>

namespace tieline::rules {
namespace {

/// Whether the group is certainly attached to the endpoint or workload that gives it its part.
bool is_attached(const std::vector<GroupRole>& groups, const aws::Entity* group) {
  return std::any_of(groups.begin(), groups.end(), [&](const GroupRole& role) {
    const bool attached = role.endpoint != nullptr || role.workload != nullptr;
    return attached && !role.group.possible && aws::same(role.group.entity, group) == Answer::yes;
  });
}

const SecurityGroup* first_declared(const std::vector<GroupRole>& groups) {
  const auto found =
      std::find_if(groups.begin(), groups.end(), [](const GroupRole& role) { return role.group.declared(); });
  return found == groups.end() ? nullptr : found->group.entity;
}

/// Whether some rule lets TCP 443 pass between the groups, in every world. Asks in a world of its own, since a fix must
/// not make conditions of a finding.
bool always_passes(const lint::Check& check, const SecurityGroup& group, const SecurityGroup& peer_group,
                   aws::Direction direction) {
  bool passes = true;
  value::World aside(check.world.space(), check.world.arena());
  aside.explore([&] {
    const aws::RuleSet rules = check.model.rules(aside, group, direction);
    passes = passes && rules.any([&](const SecurityRule& rule, const Peer& peer) {
      return (is_peer(peer, &group, &peer_group) || peer.everything) && rule.covers(https);
    }) == Answer::yes;
  });
  return passes && !aside.exhausted();
}

}  // namespace

std::optional<aws::edits::WantedRule> wanted_rule(lint::Check& check, const EiGroups& groups,
                                                  const SecurityGroup& group, aws::Direction direction) {
  const bool inbound = direction == aws::Direction::inbound;
  const SecurityGroup* peer = nullptr;
  for (const GroupRole& role : inbound ? groups.client_groups : groups.endpoint_groups) {
    if (!role.group.declared() || (peer != nullptr && peer != role.group.entity)) return std::nullopt;
    peer = role.group.entity;
  }
  if (peer == nullptr || !group.declared()) return std::nullopt;
  const aws::Direction opposite = inbound ? aws::Direction::outbound : aws::Direction::inbound;
  const bool peer_must_name_group =
      aws::edits::has_inline_rules(*peer->resource, opposite) && !always_passes(check, *peer, group, opposite);
  return aws::edits::WantedRule{*group.resource, *peer->resource, direction, https, peer_must_name_group};
}

bool is_shared(const EiGroups& groups, const aws::Entity* group) {
  return is_attached(groups.endpoint_groups, group) && is_attached(groups.client_groups, group);
}

Answer is_peer(const Peer& peer, const SecurityGroup* own, const SecurityGroup* group) {
  if (peer.kind != aws::PeerKind::group) return Answer::no;
  return aws::same(peer.self ? own : peer.group.entity, group);
}

Answer is_endpoint_peer(const EiGroups& groups, const Peer& peer, const SecurityGroup* own) {
  if (peer.kind != aws::PeerKind::group) return Answer::no;
  return groups.is_endpoint_group(peer.self ? own : peer.group.entity);
}

Answer is_client_peer(const EiGroups& groups, const Peer& peer, const SecurityGroup* own) {
  if (peer.kind != aws::PeerKind::group) return Answer::no;
  return groups.is_client_group(peer.self ? own : peer.group.entity);
}

bool is_reversed(lint::Check& check, const SecurityGroup* endpoint_group, const SecurityGroup* client_group) {
  const auto from = [&](const SecurityGroup* to, const SecurityGroup* peer_group) {
    return check.model.rules(check.world, *to, aws::Direction::inbound).any([&](const SecurityRule&, const Peer& peer) {
      return is_peer(peer, to, peer_group);
    });
  };
  return from(client_group, endpoint_group) == Answer::yes && from(endpoint_group, client_group) == Answer::no;
}

std::string name_of(const aws::Entity* group) {
  return group == nullptr ? std::string("a security group") : std::string(group->name());
}

std::string name_of(const Peer& peer, const SecurityGroup* own) {
  const auto text = peer.value.is(value::Kind::string) ? " " + std::string(peer.value.string()) : std::string();
  switch (peer.kind) {
    case aws::PeerKind::ipv4:
    case aws::PeerKind::ipv6:
      if (text.empty()) return "an address range";
      return peer.everything == Answer::yes ? "everywhere (" + std::string(peer.value.string()) + ")"
                                            : "the address range" + text;
    case aws::PeerKind::prefix_list:
      return text.empty() ? "a prefix list" : "the prefix list" + text;
    case aws::PeerKind::group:
      break;
  }
  if (peer.self || aws::same(peer.group.entity, own) == Answer::yes) return "the group itself";
  return "the group " + name_of(peer.group.entity);
}

const SecurityGroup* first_endpoint_group(const EiGroups& groups) { return first_declared(groups.endpoint_groups); }
const SecurityGroup* first_client_group(const EiGroups& groups) { return first_declared(groups.client_groups); }

Answer any_beside(const std::vector<GroupRole>& groups, const SecurityGroup& group,
                  const std::function<Answer(const SecurityGroup&)>& question) {
  Answer found = Answer::no;
  for (const GroupRole& own : groups) {
    if (own.group.entity != &group) continue;
    for (const GroupRole& other : groups) {
      if (other.endpoint != own.endpoint || other.workload != own.workload || other.group.entity == &group) continue;
      if (other.endpoint == nullptr && other.workload == nullptr) continue;
      if (other.group.entity == nullptr || other.group.possible) {
        found = found || Answer::unknown;
      } else {
        found = found || question(*other.group.entity);
      }
    }
  }
  return found;
}

}  // namespace tieline::rules
