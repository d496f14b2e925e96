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
  bool peers_complete = true;       ///< nothing unknown can add a peer
  Answer all_traffic = Answer::no;  ///< all protocols and ports
  bool implicit = false;            ///< the platform's: allow-all outbound of a CloudFormation group
  bool possible = false;            ///< as Ref::possible

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
  Argument service_region = {};  ///< where the endpoint says that the service is in another region than itself
  std::string canonical = {};    ///< for a misspelled one: what to write; `<region>` stands in it where none is known

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
