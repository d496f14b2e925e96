#pragma once

#include <functional>
#include <optional>
#include <string>

#include "aws/edits/network_edits.h"
#include "aws/elastic_inference.h"
#include "lint/rule.h"
#include "rules/elastic_inference/endpoints.h"

/// What the rules about the one-way reference rule (EI3xx) share.
namespace tieline::rules {

using aws::EiGroups;
using aws::GroupRole;
using aws::GroupRoles;
using aws::Peer;
using aws::SecurityGroup;
using aws::SecurityRule;
using value::Answer;
using value::OpenAnswer;

/// The port of every AWS interface endpoint.
inline constexpr std::uint16_t https = 443;

/// Whether the group is certainly attached to an EI endpoint and to an EI workload at once, in this world: EI307 tells
/// of it, and nothing that EI301 to EI306 could say of it would help.
[[nodiscard]] bool is_shared(lint::Check& check, const SecurityGroup& group);

/// Whether the peer of a rule of `own` is that group.
[[nodiscard]] Answer is_peer(const Peer& peer, const SecurityGroup* own, const SecurityGroup* group);

/// Whether the peer is a group that has the part of E, or of C.
[[nodiscard]] OpenAnswer is_endpoint_peer(lint::Check& check, const Peer& peer, const SecurityGroup& own);
[[nodiscard]] OpenAnswer is_client_peer(lint::Check& check, const Peer& peer, const SecurityGroup& own);

/// What a question says of a group that is attached to the same endpoint or workload as `group`: AWS lets pass what any
/// of the groups of a network interface allows.
[[nodiscard]] Answer any_beside(lint::Check& check, const GroupRoles& groups, const SecurityGroup& group,
                                const std::function<OpenAnswer(const SecurityGroup&)>& question);

/// True when C takes inbound connections from E, and E takes none from C: the reference stands on the wrong side.
[[nodiscard]] bool is_reversed(lint::Check& check, const SecurityGroup& endpoint_group,
                               const SecurityGroup& client_group);

/// True when what hangs on the condition may be there in this world. Decides nothing: for what a finding adds.
[[nodiscard]] bool may_hold(lint::Check& check, value::Condition when);

/// The peer in a message: "the address range 0.0.0.0/0", "the group aws_security_group.web", "itself".
[[nodiscard]] std::string name_of(const Peer& peer, const SecurityGroup* own);

/// The group in a message: 'aws_security_group.client'.
[[nodiscard]] std::string name_of(const aws::Entity* group);

/// The rule for TCP 443 that is missing between a group and those with the other part: of E from C, of C to E. nullopt
/// where there may be several of those, since a fix must not choose, or none that the configuration declares. The group
/// is E for the inbound direction and C for the outbound one.
[[nodiscard]] std::optional<aws::edits::WantedRule> wanted_rule(lint::Check& check, const SecurityGroup& group,
                                                                aws::Direction direction);

/// The first group of those that the configuration declares and that certainly has its part in this world; null where
/// there is none.
[[nodiscard]] const SecurityGroup* first_declared(lint::Check& check, const GroupRoles& groups);

/// Calls `body(group)` for every different group with the part, declared or not, in every world where it certainly has
/// it, is there itself, and is not shared. Each group is a walk of its own, so conditions of different groups do not
/// multiply.
template <typename Body>
void for_each_group(lint::Check& check, const GroupRoles& groups, Body&& body) {
  for (const SecurityGroup* group : groups.groups()) {
    const value::Condition when = groups.when(group, [](const GroupRole& role) { return !role.group.possible; });
    check.world.explore([&] {
      if (check.model.exists(check.world, *group) && check.world.decide(when) && !is_shared(check, *group))
        body(*group);
    });
  }
}

}  // namespace tieline::rules
