#include <algorithm>
#include <cctype>
#include <charconv>
#include <string>

#include "aws/index.h"

namespace tieline::aws {
namespace {

using value::Kind;

constexpr std::int64_t last_port = 65'535;

/// The text of a string or a number, in lower case; nullopt for anything else.
std::optional<std::string> scalar_text(Value value) {
  std::string text;
  if (value.is(Kind::string)) {
    text = value.string();
  } else if (value.is(Kind::number)) {
    text = value.number().to_string();
  } else {
    return std::nullopt;
  }
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

std::optional<std::int64_t> integer(const Argument& argument) {
  const auto text = scalar_text(argument.value);
  std::int64_t number = 0;
  if (!text) return std::nullopt;
  const char* end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, number);
  return error == std::errc() && stop == end ? std::optional(number) : std::nullopt;
}

bool starts_like(Value value, std::string_view text) {
  if (value.is(Kind::string)) return value.string().starts_with(text);
  return value.is(Kind::template_) && value.items().front().is(Kind::string) &&
         value.items().front().string().starts_with(text);
}

/// Whether a range holds every address. A range whose beginning is known not to be zero does not.
Answer is_everything(PeerKind kind, Value range) {
  if (kind != PeerKind::ipv4 && kind != PeerKind::ipv6) return Answer::no;
  if (range.is(Kind::string)) {
    const std::string_view text = range.string();
    const std::size_t slash = text.find('/');
    // Any address with a prefix of length 0 is all of them.
    return value::answer(slash != std::string_view::npos && text.substr(slash) == "/0");
  }
  return Answer::unknown;
}

Answer is_loopback(PeerKind kind, Value range) {
  if (kind != PeerKind::ipv4 && kind != PeerKind::ipv6) return Answer::no;
  if (kind == PeerKind::ipv4 && starts_like(range, "127.")) return Answer::yes;
  if (kind == PeerKind::ipv6 && range.is(Kind::string) && range.string() == "::1/128") return Answer::yes;
  return range.is(Kind::string) ? Answer::no : Answer::unknown;
}

/// Reads what a rule says of protocol and ports. Sources: Amazon EC2 API Reference, IpPermission; numbers of protocols:
/// IANA.
void read_traffic(const Fields& fields, const RuleShape& shape, SecurityRule& rule) {
  const Argument protocol = fields.get(shape.protocol);
  const auto name = scalar_text(protocol.value);
  if (name) {
    rule.all_traffic = value::answer(*name == "-1" || *name == "all");
    rule.tcp = value::answer(rule.all_traffic == Answer::yes || *name == "tcp" || *name == "6");
  } else {
    rule.all_traffic = rule.tcp = Answer::unknown;
  }
  if (rule.all_traffic == Answer::yes) {
    rule.from = 0;
    rule.to = last_port;
    return;
  }
  rule.from = integer(fields.get(names::from_port));
  rule.to = integer(fields.get(names::to_port));
  if (rule.from == -1) {
    rule.from = 0;
    rule.to = last_port;
  }
}

/// Reads one rule after the other for one group.
class RuleReader {
 public:
  RuleReader(World& world, Model::Index& index, const SecurityGroup& group, Direction direction)
      : world_(world), index_(index), group_(group), direction_(direction) {}

  /// Adds the rule that the fields describe; `resource` is what declares it.
  void read(const Fields& fields, const RuleShape& shape, const Resource& resource, Span span, bool possible,
            RuleSet& rules) {
    SecurityRule rule{.resource = &resource, .span = span, .direction = direction_, .possible = possible};
    for (const PeerField& field : shape.peers) add_peers(fields, field, resource, rule);
    const Answer self = fields.flag(names::self).truth(false);
    if (self == Answer::unknown) rule.peers_complete = false;
    if (self == Answer::yes) add_self(fields, rule);
    if (rule.peers.empty() && rule.peers_complete) return;  // permits nothing
    read_traffic(fields, shape, rule);
    rules.items.push_back(std::move(rule));
  }

 private:
  void add_peers(const Fields& fields, const PeerField& field, const Resource& resource, SecurityRule& rule) {
    if (field.several && fields.dialect() == Dialect::terraform) {
      const Items items = fields.items(field.name);
      rule.peers_complete = rule.peers_complete && items.complete;
      for (const Item& item : items.items) add_peer(field.kind, item, resource, rule);
    } else if (const Argument argument = fields.get(field.name); argument.given) {
      add_peer(field.kind, {argument.value, argument.may_be_null(), argument.span}, resource, rule);
    }
  }

  void add_peer(PeerKind kind, const Item& item, const Resource& resource, SecurityRule& rule) {
    Peer peer{.kind = kind, .value = item.value, .span = item.span, .possible = item.possible};
    if (kind == PeerKind::group) {
      peer.group = index_.resolve(world_, resource, index_.groups, item.value, item.span);
      peer.span = peer.group.span;
    }
    peer.everything = is_everything(kind, item.value);
    peer.loopback = is_loopback(kind, item.value);
    rule.peers.push_back(peer);
  }

  void add_self(const Fields& fields, SecurityRule& rule) {
    const Span span = fields.flag(names::self).span;
    Peer peer{.kind = PeerKind::group, .span = span, .self = true};
    peer.group = {.entity = &group_, .span = span, .given = true};
    rule.peers.push_back(peer);
  }

  World& world_;
  Model::Index& index_;
  const SecurityGroup& group_;
  Direction direction_;
};

/// The allow-all outbound rule that AWS gives every new group.
SecurityRule implicit_rule(World& world, const Resource& group) {
  SecurityRule rule{.resource = &group,
                    .span = group.header,
                    .direction = Direction::outbound,
                    .all_traffic = Answer::yes,
                    .implicit = true,
                    .tcp = Answer::yes,
                    .from = 0,
                    .to = last_port};
  rule.peers.push_back({.kind = PeerKind::ipv4,
                        .value = value::string_view(world.arena(), "0.0.0.0/0"),
                        .span = group.header,
                        .everything = Answer::yes});
  return rule;
}

/// The direction of an aws_security_group_rule; nullopt where it is not known.
std::optional<Direction> direction_of(const Fields& fields) {
  const auto type = fields.get(names::rule_type).text();
  if (type == "ingress") return Direction::inbound;
  if (type == "egress") return Direction::outbound;
  return std::nullopt;
}

/// What an aws_vpc_security_group_rules_exclusive lets stand.
struct ExclusiveRules {
  RefSet<RuleEntity> allowed = {};
  bool given = false;
};

Answer is_kept(const ExclusiveRules& exclusive, const Entity* rule) {
  if (!exclusive.given) return Answer::yes;
  return exclusive.allowed.contains(rule);
}

}  // namespace

Answer SecurityRule::covers(std::uint16_t port) const {
  const Answer low = from ? value::answer(*from <= port) : Answer::unknown;
  const Answer high = to ? value::answer(port <= *to) : Answer::unknown;
  return tcp && (all_traffic || (low && high));
}

Answer RuleSet::any() const {
  return any([](const SecurityRule&, const Peer&) { return Answer::yes; });
}

RuleSet Model::rules(World& world, const SecurityGroup& group, Direction direction) const {
  RuleSet rules;
  const bool inbound = direction == Direction::inbound;
  RuleReader reader(world, *index_, group, direction);
  if (group.declared()) {
    const Fields fields = index_->fields(world, *group.resource);
    const Items blocks = fields.items(inbound ? names::ingress : names::egress);
    rules.complete = blocks.complete;
    for (const Item& block : blocks.items) {
      const Span span = block.span.valid() ? block.span : group.resource->header;
      reader.read({world, block.value, fields.dialect()}, inline_rule_shape(), *group.resource, span, block.possible,
                  rules);
    }
    if (!inbound && fields.dialect() != Dialect::terraform) {
      if (!blocks.given) rules.items.push_back(implicit_rule(world, *group.resource));
      // Whether an empty list takes the implicit rule away is not said anywhere.
      if (blocks.given && blocks.items.empty()) rules.complete = false;
    }
  }

  const Contributions all = index_->contributions(
      world, index_->groups, group,
      {Subject::security_group_rule, inbound ? Subject::ingress_rule : Subject::egress_rule, Subject::rules_exclusive});
  rules.complete = rules.complete && all.complete;
  ExclusiveRules exclusive;
  for (const Contribution& contribution : all.items) {
    if (contribution.subject != Subject::rules_exclusive || contribution.possible) continue;
    const Fields fields = index_->fields(world, *contribution.resource);
    const Items ids = fields.items(inbound ? names::ingress_rule_ids : names::egress_rule_ids);
    Registry<RuleEntity>& registry = inbound ? index_->inbound_rules : index_->outbound_rules;
    exclusive.allowed.add(index_->resolve_all(world, *contribution.resource, registry, ids));
    exclusive.given = true;
  }
  if (exclusive.given && !exclusive.allowed.settled()) rules.complete = false;
  for (const Contribution& contribution : all.items) {
    if (contribution.subject == Subject::rules_exclusive) continue;
    const Resource& resource = *contribution.resource;
    const Fields fields = index_->fields(world, resource);
    bool possible = contribution.possible;
    if (contribution.subject == Subject::security_group_rule) {
      const auto its_direction = direction_of(fields);
      if (its_direction && *its_direction != direction) continue;
      if (!its_direction) rules.complete = false;
      possible = possible || !its_direction;
    } else {
      const Answer kept = is_kept(exclusive, (inbound ? static_cast<const Directory&>(index_->inbound_rules)
                                                      : static_cast<const Directory&>(index_->outbound_rules))
                                                 .find(resource));
      if (kept == Answer::no) continue;
      possible = possible || kept == Answer::unknown;
    }
    reader.read(fields, rule_shape(contribution.subject), resource, resource.header, possible, rules);
  }
  return rules;
}

std::span<const SecurityGroup* const> Model::may_reach(const SecurityGroup& group) const {
  const auto found = index_->reached_by.find(&group);
  return found == index_->reached_by.end() ? std::span<const SecurityGroup* const>() : found->second;
}

Ref<Vpc> Model::vpc(World& world, const SecurityGroup& group) const {
  if (group.resource == nullptr) return {};
  return index_->resolve(world, *group.resource, index_->vpcs, index_->fields(world, group).get(names::vpc));
}

}  // namespace tieline::aws
