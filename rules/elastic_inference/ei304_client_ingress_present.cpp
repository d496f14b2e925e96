#include "rules/elastic_inference/security_groups.h"

namespace tieline::rules::ei304 {
namespace {

/// True when every source of the rule is an endpoint group with which the reference is reversed; EI308 says so.
bool is_told_by_reversed_reference(lint::Check& check, const SecurityRule& rule, const SecurityGroup& client) {
  const GroupRoles& endpoint_groups = check.elastic_inference.groups().endpoint_groups;
  return !rule.peers.empty() && std::all_of(rule.peers.begin(), rule.peers.end(), [&](const Peer& peer) {
    const SecurityGroup* source = peer.self ? &client : peer.group.entity;
    return source != nullptr && is_peer(peer, &client, source) == Answer::yes &&
           check.world.decide(endpoint_groups.when(source, [](const GroupRole&) { return true; })) &&
           is_reversed(check, *source, client);
  });
}

void check_rule(lint::Check& check, const SecurityRule& rule, const SecurityGroup& client) {
  if (rule.possible || is_told_by_reversed_reference(check, rule, client)) return;
  const auto certain =
      std::find_if(rule.peers.begin(), rule.peers.end(), [](const Peer& peer) { return !peer.possible; });
  if (certain == rule.peers.end()) return;  // without a source it lets nothing in
  lint::Draft draft;
  draft.resource = rule.resource;
  draft.span = rule.span;
  draft.message = "the client group " + name_of(&client) + " takes inbound connections from " +
                  name_of(*certain, &client) + "; the workload only calls out, nothing calls it";
  draft.help = "remove the inbound rule; answers to the workload's own calls come back without one";
  if (rule.resource != client.resource && client.resource != nullptr) {
    draft.related.push_back({client.resource->header, "the client group is declared here"});
  }
  offer(draft, "remove the rule", false, aws::edits::remove_rule(check.editor, rule, client.resource));
  check.reporter.report(std::move(draft));
}

void check_group(lint::Check& check, const SecurityGroup& client) {
  check.model.open_rules(check.world, client, aws::Direction::inbound)
      .for_each(check.world, [&](const SecurityRule& rule) { check_rule(check, rule, client); });
}

void check(lint::Check& check) {
  for_each_group(check, check.elastic_inference.groups().client_groups,
                 [&](const SecurityGroup& group) { check_group(check, group); });
}

const lint::Rule rule{
    {.code = "EI304",
     .name = "client-ingress-present",
     .severity = lint::Severity::error,
     .summary = "the client group has an inbound rule",
     .explanation =
         "The set-up guide asks for a client group without inbound connections: the workload calls the endpoint, and "
         "nothing calls the workload. Security groups are stateful, so the answers to its calls need no rule.",
     .bad = R"(resource "aws_security_group" "client" {
  vpc_id = aws_vpc.main.id
  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["10.0.0.0/8"]
  }
})",
     .good = R"(resource "aws_security_group" "client" {
  vpc_id = aws_vpc.main.id
})",
     .fix_hint = "Remove the inbound rule, or attach a group of its own for what needs it.",
     .fix = lint::FixKind::unsafe},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei304
