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
using aws::Peer;
using aws::SecurityGroup;
using aws::SecurityRule;
using value::Answer;

/// The port of every AWS interface endpoint.
inline constexpr std::uint16_t https = 443;

/// True when the group is attached to an EI endpoint and to an EI workload at once: EI307 tells of it, and nothing that
/// EI301 to EI306 could say of it would help.
[[nodiscard]] bool is_shared(const EiGroups& groups, const aws::Entity* group);

/// Whether the peer of a rule of `own` is that group.
[[nodiscard]] Answer is_peer(const Peer& peer, const SecurityGroup* own, const SecurityGroup* group);

/// Whether the peer is a group that has the part of E, or of C.
[[nodiscard]] Answer is_endpoint_peer(const EiGroups& groups, const Peer& peer, const SecurityGroup* own);
[[nodiscard]] Answer is_client_peer(const EiGroups& groups, const Peer& peer, const SecurityGroup* own);

/// Whether the answer is yes for a group that is attached to the same endpoint or workload as `group`: AWS lets pass
/// what any of the groups of a network interface allows.
[[nodiscard]] Answer any_beside(const std::vector<GroupRole>& groups, const SecurityGroup& group,
                                const std::function<Answer(const SecurityGroup&)>& question);

/// True when C takes inbound connections from E, and E takes none from C: the reference stands on the wrong side.
[[nodiscard]] bool is_reversed(lint::Check& check, const SecurityGroup* endpoint_group,
                               const SecurityGroup* client_group);

/// The peer in a message: "the address range 0.0.0.0/0", "the group aws_security_group.web", "itself".
[[nodiscard]] std::string name_of(const Peer& peer, const SecurityGroup* own);

/// The group in a message: 'aws_security_group.client'.
[[nodiscard]] std::string name_of(const aws::Entity* group);

/// The rule for TCP 443 that is missing between a group and those with the other part: of E from C, of C to E. nullopt
/// where there are several of those, since a fix must not choose, or none that the configuration declares. The group is
/// E for the inbound direction and C for the outbound one.
[[nodiscard]] std::optional<aws::edits::WantedRule> wanted_rule(lint::Check& check, const EiGroups& groups,
                                                                const SecurityGroup& group, aws::Direction direction);

/// The first endpoint group and the first client group that the configuration declares; null where there is none.
[[nodiscard]] const SecurityGroup* first_endpoint_group(const EiGroups& groups);
[[nodiscard]] const SecurityGroup* first_client_group(const EiGroups& groups);

/// Calls `body(group)` once for every different group with the part, declared or not, unless it is shared.
template <typename Body>
void for_each_group(const EiGroups& all, const std::vector<GroupRole>& groups, Body&& body) {
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const SecurityGroup* group = groups[i].group.entity;
    if (group == nullptr || groups[i].group.possible || is_shared(all, group)) continue;
    const bool again = std::any_of(groups.begin(), groups.begin() + static_cast<std::ptrdiff_t>(i),
                                   [&](const GroupRole& before) { return before.group.entity == group; });
    if (!again) body(*group);
  }
}

}  // namespace tieline::rules
