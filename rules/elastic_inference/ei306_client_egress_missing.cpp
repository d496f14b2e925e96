#include "rules/elastic_inference/security_groups.h"

namespace tieline::rules::ei306 {
namespace {

OpenAnswer reaches_endpoint(lint::Check& check, const SecurityGroup& client) {
  value::ConditionSpace& space = check.world.space();
  return check.model.open_rules(check.world, client, aws::Direction::outbound)
      .open_any(space, [&](const SecurityRule& rule, const Peer& peer) {
        const Answer covers = rule.covers(https);
        if (covers == Answer::no) return OpenAnswer{};
        OpenAnswer reaches = is_endpoint_peer(check, peer, client);
        reaches.add(space, value::Condition::always(), peer.everything);
        if (covers == Answer::unknown) reaches = {.unknown = space.disjunction(reaches.yes, reaches.unknown)};
        return reaches;
      });
}

/// Whether calls get out to some addresses, which may hold the endpoint's.
bool lets_some_range_out(lint::Check& check, const aws::OpenRules& outbound) {
  value::ConditionSpace& space = check.world.space();
  value::Condition lets = value::Condition::never();
  for (const SecurityRule& rule : outbound.items) {
    const bool fits =
        rule.covers(https) != Answer::no && std::any_of(rule.peers.begin(), rule.peers.end(), [](const Peer& peer) {
          return peer.kind != aws::PeerKind::group && peer.loopback != Answer::yes;
        });
    if (fits) lets = space.disjunction(lets, rule.when);
  }
  return check.world.decide(lets);
}

void check_group(lint::Check& check, const SecurityGroup& client) {
  const EiGroups& groups = check.elastic_inference.groups();
  if (!client.declared() || check.world.answer(reaches_endpoint(check, client)) != Answer::no) return;
  if (!check.world.decide(groups.endpoint_groups.some())) return;  // nothing to reach; EI203 and EI205 tell of that
  const auto reaches = [&](const SecurityGroup& one) { return reaches_endpoint(check, one); };
  if (any_beside(check, groups.client_groups, client, reaches) != Answer::no) return;
  const aws::OpenRules& outbound = check.model.open_rules(check.world, client, aws::Direction::outbound);
  const SecurityGroup* endpoint_group = first_declared(check, groups.endpoint_groups);
  lint::Draft draft;
  draft.resource = client.resource;
  draft.message = "the client group " + name_of(&client) + " has no outbound rule for TCP 443 to the endpoint's group";
  // A range that happens to hold the endpoint's addresses lets the calls out, and stops to when they change.
  if (!lets_some_range_out(check, outbound)) draft.message += ", so its calls never leave";
  draft.help = "add an outbound rule for TCP 443 to " +
               (endpoint_group != nullptr ? name_of(endpoint_group) : std::string("the endpoint's group"));
  if (endpoint_group != nullptr) {
    draft.related.push_back({endpoint_group->resource->header, "the endpoint's group is declared here"});
  }
  for (const SecurityRule& rule : outbound.items) {
    const bool to_endpoint = std::any_of(rule.peers.begin(), rule.peers.end(), [&](const Peer& peer) {
      return may_hold(check, is_endpoint_peer(check, peer, client).yes);
    });
    if (to_endpoint && rule.covers(https) == Answer::no && may_hold(check, rule.when)) {
      draft.related.push_back({rule.span, "this rule names the endpoint's group, but does not cover TCP 443"});
    }
  }
  if (const auto rule = wanted_rule(check, client, aws::Direction::outbound)) {
    offer(draft, "let it out to the endpoint's group", true,
          aws::edits::add_rule(check.editor, check.model.graph(), *rule));
  }
  check.reporter.report(std::move(draft));
}

void check(lint::Check& check) {
  for_each_group(check, check.elastic_inference.groups().client_groups,
                 [&](const SecurityGroup& group) { check_group(check, group); });
}

const lint::Rule rule{
    {.code = "EI306",
     .name = "client-egress-missing",
     .severity = lint::Severity::error,
     .summary = "the client group has no outbound rule that reaches the endpoint's group on TCP 443",
     .explanation =
         "The client group needs an outbound connection to the endpoint's group. Without it the workload's calls to "
         "Elastic Inference never leave its network interface. Terraform takes away the allow-all outbound rule that "
         "AWS gives a new group, so in Terraform a group without `egress` lets nothing out.",
     .bad = R"(resource "aws_security_group" "client" {
  vpc_id = aws_vpc.main.id
})",
     .good = R"(resource "aws_security_group_rule" "client_to_endpoint" {
  type                     = "egress"
  security_group_id        = aws_security_group.client.id
  source_security_group_id = aws_security_group.endpoint.id
  protocol                 = "tcp"
  from_port                = 443
  to_port                  = 443
})",
     .fix_hint = "Add an outbound rule for TCP 443 from the client group to the endpoint's group.",
     .fix = lint::FixKind::safe},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei306
