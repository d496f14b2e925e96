#include "rules/elastic_inference/security_groups.h"

#include <algorithm>

namespace tieline::rules {
namespace {

/// On what the group is certainly attached to an endpoint, or to a workload.
value::Condition attached(const GroupRoles& groups, const SecurityGroup& group) {
  if (group.several) return value::Condition::never();
  return groups.when(&group, [](const GroupRole& role) { return role.attached() && !role.group.possible; });
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

std::optional<aws::edits::WantedRule> wanted_rule(lint::Check& check, const SecurityGroup& group,
                                                  aws::Direction direction) {
  const bool inbound = direction == aws::Direction::inbound;
  const EiGroups& all = check.elastic_inference.groups();
  const GroupRoles& others = inbound ? all.client_groups : all.endpoint_groups;
  const SecurityGroup* peer = nullptr;
  for (const GroupRole& role : others.items()) {
    if (peer != nullptr && peer == role.group.entity) continue;
    if (!may_hold(check, role.when)) continue;
    if (!role.group.declared() || peer != nullptr) return std::nullopt;
    peer = role.group.entity;
  }
  if (peer == nullptr || !group.declared()) return std::nullopt;
  const value::Condition when = others.when(peer, [](const GroupRole&) { return true; });
  if (!check.world.space().implies(check.world.path(), when)) return std::nullopt;
  const aws::Direction opposite = inbound ? aws::Direction::outbound : aws::Direction::inbound;
  const bool peer_must_name_group =
      aws::edits::has_inline_rules(*peer->resource, opposite) && !always_passes(check, *peer, group, opposite);
  return aws::edits::WantedRule{*group.resource, *peer->resource, direction, https, peer_must_name_group};
}

bool is_shared(lint::Check& check, const SecurityGroup& group) {
  const EiGroups& groups = check.elastic_inference.groups();
  return check.world.decide(
      check.world.space().conjunction(attached(groups.endpoint_groups, group), attached(groups.client_groups, group)));
}

bool may_hold(lint::Check& check, value::Condition when) {
  return check.world.space().compatible(check.world.path(), when);
}

Answer is_peer(const Peer& peer, const SecurityGroup* own, const SecurityGroup* group) {
  if (peer.kind != aws::PeerKind::group) return Answer::no;
  return aws::same(peer.self ? own : peer.group.entity, group);
}

OpenAnswer is_endpoint_peer(lint::Check& check, const Peer& peer, const SecurityGroup& own) {
  if (peer.kind != aws::PeerKind::group) return {};
  return check.elastic_inference.groups().is_endpoint_group(peer.self ? &own : peer.group.entity);
}

OpenAnswer is_client_peer(lint::Check& check, const Peer& peer, const SecurityGroup& own) {
  if (peer.kind != aws::PeerKind::group) return {};
  return check.elastic_inference.groups().is_client_group(peer.self ? &own : peer.group.entity);
}

bool is_reversed(lint::Check& check, const SecurityGroup& endpoint_group, const SecurityGroup& client_group) {
  const auto from = [&](const SecurityGroup& to, const SecurityGroup& peer_group) {
    return check.model.open_rules(check.world, to, aws::Direction::inbound)
        .any(check.world, [&](const SecurityRule&, const Peer& peer) { return is_peer(peer, &to, &peer_group); });
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

const SecurityGroup* first_declared(lint::Check& check, const GroupRoles& groups) {
  const value::Condition here = check.world.path();
  const SecurityGroup* first = nullptr;
  for (const GroupRole& role : groups.items()) {
    if (!role.group.declared()) continue;
    // Most often it hangs on the very same condition.
    if (role.when.is_always() || role.when == here) return role.group.entity;
    if (first == nullptr && check.world.space().implies(here, role.when)) first = role.group.entity;
  }
  return first;
}

Answer any_beside(lint::Check& check, const GroupRoles& groups, const SecurityGroup& group,
                  const std::function<OpenAnswer(const SecurityGroup&)>& question) {
  value::ConditionSpace& space = check.world.space();
  OpenAnswer found;
  groups.for_each_beside(group, [&](const GroupRole& own, const GroupRole& other) {
    const value::Condition both = space.conjunction(own.when, other.when);
    if (other.group.entity == nullptr || other.group.possible) {
      found.add(space, both, Answer::unknown);
    } else {
      found.add(space, both, question(*other.group.entity));
    }
  });
  return check.world.answer(found);
}

}  // namespace tieline::rules
