#include "rules/elastic_inference/security_groups.h"

namespace tieline::rules::ei301 {
namespace {

/// A peer that certainly is no client group.
const Peer* find_stranger(lint::Check& check, const SecurityRule& rule, const SecurityGroup& own) {
  for (const Peer& peer : rule.peers) {
    if (peer.possible) continue;
    if (peer.kind != aws::PeerKind::group || is_peer(peer, &own, &own) == Answer::yes) return &peer;
    if (check.world.answer(is_client_peer(check, peer, own)) == Answer::no) return &peer;
  }
  return nullptr;
}

/// True when a client group is certainly none of its sources, so that nothing that is wanted goes with it.
bool has_strangers_only(lint::Check& check, const SecurityRule& rule, const SecurityGroup& own) {
  return rule.peers_complete && std::all_of(rule.peers.begin(), rule.peers.end(), [&](const Peer& peer) {
           const OpenAnswer is_client = is_client_peer(check, peer, own);
           return !may_hold(check, is_client.yes) && !may_hold(check, is_client.unknown);
         });
}

void check_rule(lint::Check& check, const SecurityRule& rule, const SecurityGroup& group) {
  const Peer* stranger = rule.possible ? nullptr : find_stranger(check, rule, group);
  if (stranger == nullptr) return;
  lint::Draft draft;
  draft.resource = rule.resource;
  draft.span = rule.span;
  draft.message = "the endpoint's security group " + name_of(&group) + " takes connections from " +
                  name_of(*stranger, &group) + "; only the client group may call the endpoint";
  const SecurityGroup* client = first_declared(check, check.elastic_inference.groups().client_groups);
  draft.help = client != nullptr
                   ? "let the rule name the client group " + name_of(client) + " as its only source"
                   : std::string("let the rule name the security group of the workload as its only source");
  if (stranger->span.valid() && stranger->span != rule.span) {
    draft.related.push_back({stranger->span, "the source is written here"});
  }
  if (rule.resource != group.resource && group.resource != nullptr) {
    draft.related.push_back({group.resource->header, "the endpoint's group is declared here"});
  }
  if (has_strangers_only(check, rule, group)) {
    offer(draft, "remove the rule", false, aws::edits::remove_rule(check.editor, rule, group.resource));
  }
  check.reporter.report(std::move(draft));
}

void check_group(lint::Check& check, const SecurityGroup& group) {
  check.model.open_rules(check.world, group, aws::Direction::inbound)
      .for_each(check.world, [&](const SecurityRule& rule) { check_rule(check, rule, group); });
}

void check(lint::Check& check) {
  for_each_group(check, check.elastic_inference.groups().endpoint_groups,
                 [&](const SecurityGroup& group) { check_group(check, group); });
}

const lint::Rule rule{
    {.code = "EI301",
     .name = "endpoint-ingress-too-open",
     .severity = lint::Severity::error,
     .summary = "the endpoint's security group lets in something other than the client group",
     .explanation =
         "The set-up guide for Elastic Inference asks for two security groups with a one-way reference: the group of "
         "the VPC endpoint takes inbound connections only from the group of the workload. An address range, a prefix "
         "list, the group itself or any other group as a source opens the endpoint to machines that have no business "
         "there.",
     .bad = R"(resource "aws_security_group" "endpoint" {
  vpc_id = aws_vpc.main.id
  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["10.0.0.0/16"]
  }
})",
     .good = R"(resource "aws_security_group" "endpoint" {
  vpc_id = aws_vpc.main.id
  ingress {
    protocol        = "tcp"
    from_port       = 443
    to_port         = 443
    security_groups = [aws_security_group.client.id]
  }
})",
     .fix_hint = "Replace the source of the rule by the security group of the workload.",
     .fix = lint::FixKind::unsafe},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei301
