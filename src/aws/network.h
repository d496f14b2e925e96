#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aws/entity.h"

/// Security groups, endpoints, subnets and VPCs, as they are in either language.
namespace tieline::aws {

struct Vpc : Entity {};
struct Subnet : Entity {};
struct SecurityGroup : Entity {};

enum class Direction : std::uint8_t { inbound, outbound };

enum class PeerKind : std::uint8_t { ipv4, ipv6, prefix_list, group };

/// One source of an inbound rule or destination of an outbound one.
struct Peer {
  PeerKind kind;
  Value value = {};                ///< the range, prefix list id or group id, settled; unknown for `self`
  Span span = {};                  ///< where it is written
  Ref<SecurityGroup> group = {};   ///< for `group`
  bool self = false;               ///< the group itself, said by `self = true`
  Answer everything = Answer::no;  ///< an address range that holds all addresses of its kind: 0.0.0.0/0, ::/0
  Answer loopback = Answer::no;    ///< 127.0.0.0/8 or ::1, the usual way to write "nothing": it reaches nobody
  bool possible = false;           ///< as Ref::possible
};

/// One permission of a security group. A block with several peers is one rule.
struct SecurityRule {
  const Resource* resource = nullptr;  ///< the rule's own resource, or the group's for an inline one
  Span span = {};                      ///< the inline block, or the header of the rule's resource
  Direction direction = Direction::inbound;
  std::vector<Peer> peers = {};
  bool peers_complete = true;                          ///< nothing unknown can add a peer
  Answer all_traffic = Answer::no;                     ///< all protocols and ports
  bool implicit = false;                               ///< the platform's: allow-all outbound of a CloudFormation group
  bool possible = false;                               ///< as Ref::possible
  value::Condition when = value::Condition::always();  ///< on what it is there; holds in the world of a RuleSet

  /// Whether it lets TCP on this port pass.
  [[nodiscard]] Answer covers(std::uint16_t port) const;

  Answer tcp = Answer::no;                ///< whether the protocol is tcp or all
  std::optional<std::int64_t> from = {};  ///< nullopt: unknown
  std::optional<std::int64_t> to = {};
};

/// The rules of a group in one direction, wherever they are written.
struct RuleSet {
  std::vector<SecurityRule> items = {};
  bool complete = true;  ///< nothing unknown can add a rule

  /// Whether some peer of some rule fits; `fits` takes the rule and the peer and gives an Answer.
  template <typename Fits>
  [[nodiscard]] Answer any(Fits&& fits) const {
    Answer found = complete ? Answer::no : Answer::unknown;
    for (const SecurityRule& rule : items) {
      if (!rule.peers_complete) found = found || Answer::unknown;
      for (const Peer& peer : rule.peers) {
        const Answer it_fits = fits(rule, peer);
        const bool certain = !rule.possible && !peer.possible;
        found = found || (it_fits == Answer::yes && !certain ? Answer::unknown : it_fits);
      }
    }
    return found;
  }
  /// Whether there is any rule at all.
  [[nodiscard]] Answer any() const;
};

/// The rules of a group in one direction in all worlds that are still open: none of them is decided yet. A group with
/// twenty rules under twenty conditions is twenty rules here, and a million RuleSets.
struct OpenRules {
  std::vector<SecurityRule> items = {};
  value::Condition incomplete = value::Condition::never();  ///< on what something unknown may add a rule

  /// Calls `body(rule)` for every rule, in every world where it is there. Each rule is a walk of its own.
  template <typename Body>
  void for_each(World& world, Body&& body) const {
    for (const SecurityRule& rule : items) {
      world.explore([&] {
        if (world.decide(rule.when)) body(rule);
      });
    }
  }
  /// As RuleSet::any, of all open worlds; `fits` takes the rule and the peer and gives an Answer or an OpenAnswer. It
  /// must not decide anything.
  template <typename Fits>
  [[nodiscard]] value::OpenAnswer open_any(value::ConditionSpace& space, Fits&& fits) const {
    value::OpenAnswer found{.unknown = incomplete};
    for (const SecurityRule& rule : items) {
      if (!rule.peers_complete) found.add(space, rule.when, Answer::unknown);
      for (const Peer& peer : rule.peers) {
        value::OpenAnswer fitting;
        fitting.add(space, value::Condition::always(), fits(rule, peer));
        if (rule.possible || peer.possible) fitting = {.unknown = space.disjunction(fitting.yes, fitting.unknown)};
        found.add(space, rule.when, fitting);
      }
    }
    return found;
  }
  /// The same in this world. Decides no more than whether some rule fits.
  template <typename Fits>
  [[nodiscard]] Answer any(World& world, Fits&& fits) const {
    return world.answer(open_any(world.space(), fits));
  }
};

struct VpcEndpoint : Entity {
  bool may_be_elastic_inference = false;  ///< in some world, by its service name
};

enum class EndpointService : std::uint8_t {
  elastic_inference,             ///< the canonical name, in whatever region
  misspelled_elastic_inference,  ///< plainly meant to be it
  other,
  unknown,
};

/// The service an endpoint leads to.
struct ServiceName {
  EndpointService kind = EndpointService::unknown;
  Argument name = {};
  std::optional<std::string> region = {};  ///< that the name holds, where known
  std::string canonical = {};  ///< for a misspelled one: what to write; `<region>` stands in it where none is known

  [[nodiscard]] bool is_elastic_inference() const {
    return kind == EndpointService::elastic_inference || kind == EndpointService::misspelled_elastic_inference;
  }
};

/// The zone of a subnet. Ask Model::same_zone whether two are one.
struct Zone {
  Argument argument = {};
  bool by_id = false;  ///< the argument is a zone's id, which means the same in every account, and not its name
  std::optional<std::string_view> name = {};  ///< `us-west-2a` or a zone id `usw2-az1`, where known
};

}  // namespace tieline::aws
