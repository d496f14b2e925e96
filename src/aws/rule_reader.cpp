#include <algorithm>
#include <cctype>
#include <charconv>
#include <string>

#include "aws/rule_reader.h"

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

}  // namespace

std::optional<SecurityRule> RuleReader::read(const Fields& fields, const RuleShape& shape, const Resource& resource,
                                             Span span) const {
  SecurityRule rule{.resource = &resource, .span = span, .direction = direction_};
  for (const PeerField& field : shape.peers) add_peers(fields, field, resource, rule);
  const Answer self = fields.get(names::self).truth(false);
  if (self == Answer::unknown) rule.peers_complete = false;
  if (self == Answer::yes) add_self(fields, rule);
  if (rule.peers.empty() && rule.peers_complete) return std::nullopt;
  read_traffic(fields, shape, rule);
  return rule;
}

void RuleReader::add_peers(const Fields& fields, const PeerField& field, const Resource& resource,
                           SecurityRule& rule) const {
  if (field.several && fields.dialect() == Dialect::terraform) {
    const Items items = fields.items(field.name);
    rule.peers_complete = rule.peers_complete && items.complete;
    for (const Item& item : items.items) add_peer(field.kind, item, resource, rule);
  } else if (const Argument argument = fields.get(field.name); argument.given) {
    add_peer(field.kind, {argument.value, argument.may_be_null(), argument.span}, resource, rule);
  }
}

void RuleReader::add_peer(PeerKind kind, const Item& item, const Resource& resource, SecurityRule& rule) const {
  Peer peer{.kind = kind, .value = item.value, .span = item.span, .possible = item.possible};
  if (kind == PeerKind::group) {
    peer.group = index_.resolve(world_, resource, index_.groups, item.value, item.span);
    peer.span = peer.group.span;
  }
  peer.everything = is_everything(kind, item.value);
  peer.loopback = is_loopback(kind, item.value);
  rule.peers.push_back(peer);
}

void RuleReader::add_self(const Fields& fields, SecurityRule& rule) const {
  const Span span = fields.get(names::self).span;
  Peer peer{.kind = PeerKind::group, .span = span, .self = true};
  peer.group = {.entity = &group_, .span = span, .given = true};
  rule.peers.push_back(peer);
}

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

}  // namespace tieline::aws
