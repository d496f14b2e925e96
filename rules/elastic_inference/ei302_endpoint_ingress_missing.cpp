#include "rules/elastic_inference/security_groups.h"

namespace tieline::rules::ei302 {
namespace {

bool is_reversed_with_some_client(lint::Check& check, const SecurityGroup& group) {
  const GroupRoles& clients = check.elastic_inference.groups().client_groups;
  const auto admitting = check.model.may_admit(group);
  return std::any_of(admitting.begin(), admitting.end(), [&](const SecurityGroup* client) {
    return check.world.decide(clients.when(client, [](const GroupRole&) { return true; })) &&
           is_reversed(check, group, *client);
  });
}

OpenAnswer admits_a_client(lint::Check& check, const SecurityGroup& group) {
  value::ConditionSpace& space = check.world.space();
  return check.model.open_rules(check.world, group, aws::Direction::inbound)
      .open_any(space, [&](const SecurityRule& rule, const Peer& peer) {
        const Answer covers = rule.covers(https);
        if (covers == Answer::no) return OpenAnswer{};
        OpenAnswer admits = is_client_peer(check, peer, group);
        if (covers == Answer::unknown) admits = {.unknown = space.disjunction(admits.yes, admits.unknown)};
        return admits;
      });
}

void check_group(lint::Check& check, const SecurityGroup& group) {
  const EiGroups& groups = check.elastic_inference.groups();
  if (!group.declared() || check.world.answer(admits_a_client(check, group)) != Answer::no) return;
  if (is_reversed_with_some_client(check, group)) return;
  const auto admits = [&](const SecurityGroup& one) { return admits_a_client(check, one); };
  if (any_beside(check, groups.endpoint_groups, group, admits) != Answer::no) return;
  lint::Draft draft;
  draft.resource = group.resource;
  draft.message = "the endpoint's security group " + name_of(&group) +
                  " has no inbound rule for TCP 443 from the client group, which alone should reach the endpoint";
  const SecurityGroup* client = first_declared(check, groups.client_groups);
  draft.help = client != nullptr ? "add an inbound rule for TCP 443 with the source " + name_of(client)
                                 : std::string("add an inbound rule for TCP 443 with the workload's group as source");
  if (client != nullptr) draft.related.push_back({client->resource->header, "the client group is declared here"});
  for (const SecurityRule& rule : check.model.open_rules(check.world, group, aws::Direction::inbound).items) {
    const bool from_client = std::any_of(rule.peers.begin(), rule.peers.end(), [&](const Peer& peer) {
      return may_hold(check, is_client_peer(check, peer, group).yes);
    });
    if (from_client && rule.covers(https) == Answer::no && may_hold(check, rule.when)) {
      draft.related.push_back({rule.span, "this rule names the client group, but does not cover TCP 443"});
    }
  }
  if (const auto rule = wanted_rule(check, group, aws::Direction::inbound)) {
    offer(draft, "let the client group in", true, aws::edits::add_rule(check.editor, check.model.graph(), *rule));
  }
  check.reporter.report(std::move(draft));
}

void check(lint::Check& check) {
  for_each_group(check, check.elastic_inference.groups().endpoint_groups,
                 [&](const SecurityGroup& group) { check_group(check, group); });
}

const lint::Rule rule{
    {.code = "EI302",
     .name = "endpoint-ingress-missing",
     .severity = lint::Severity::error,
     .summary = "the endpoint's security group has no inbound rule for TCP 443 from the client group",
     .explanation =
         "The workload talks HTTPS to the endpoint's network interfaces. Without an inbound rule for TCP 443 from the "
         "workload's security group every call times out, and nothing in the error says why.",
     .bad = R"(resource "aws_security_group" "endpoint" {
  vpc_id = aws_vpc.main.id
})",
     .good = R"(resource "aws_vpc_security_group_ingress_rule" "from_client" {
  security_group_id            = aws_security_group.endpoint.id
  referenced_security_group_id = aws_security_group.client.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
})",
     .fix_hint = "Add an inbound rule for TCP 443 whose source is the workload's security group.",
     .fix = lint::FixKind::safe},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei302
