#include "rules/elastic_inference/security_groups.h"

namespace tieline::rules::ei308 {
namespace {

void check_pair(lint::Check& check, const SecurityGroup& endpoint_group, const SecurityGroup& client) {
  if (!client.declared() || !is_reversed(check, endpoint_group, client)) return;
  lint::Draft draft;
  draft.resource = client.resource;
  draft.cause = name_of(&endpoint_group);
  draft.message = "the rules point the wrong way: the client group " + name_of(&client) +
                  " takes connections from the endpoint's group " + name_of(&endpoint_group) +
                  ", which takes none from it";
  draft.help = "turn the rule round: inbound TCP 443 on " + name_of(&endpoint_group) + " from " + name_of(&client) +
               ", outbound TCP 443 on " + name_of(&client) + " to " + name_of(&endpoint_group);
  for (const SecurityRule& rule : check.model.open_rules(check.world, client, aws::Direction::inbound).items) {
    const bool from_endpoint = std::any_of(rule.peers.begin(), rule.peers.end(), [&](const Peer& peer) {
      return is_peer(peer, &client, &endpoint_group) == Answer::yes;
    });
    if (from_endpoint && may_hold(check, rule.when))
      draft.related.push_back({rule.span, "this inbound rule belongs to the endpoint's group"});
  }
  if (endpoint_group.resource != nullptr) {
    draft.related.push_back({endpoint_group.resource->header, "the endpoint's group is declared here"});
  }
  check.reporter.report(std::move(draft));
}

void check(lint::Check& check) {
  const EiGroups& groups = check.elastic_inference.groups();
  for_each_group(check, groups.endpoint_groups, [&](const SecurityGroup& endpoint_group) {
    for (const SecurityGroup* client : check.model.may_admit(endpoint_group)) {
      const value::Condition when =
          groups.client_groups.when(client, [](const GroupRole& role) { return !role.group.possible; });
      check.world.explore([&] {
        if (check.world.decide(when) && !is_shared(check, *client)) check_pair(check, endpoint_group, *client);
      });
    }
  });
}

const lint::Rule rule{
    {.code = "EI308",
     .name = "reversed-reference",
     .severity = lint::Severity::error,
     .summary = "the client group takes connections from the endpoint's group instead of the other way round",
     .explanation =
         "The workload calls the endpoint, so the endpoint's group must let the client group in. With the reference "
         "on the client group's side, the endpoint refuses every call.",
     .bad = R"(resource "aws_security_group_rule" "wrong_way" {
  type                     = "ingress"
  security_group_id        = aws_security_group.client.id
  source_security_group_id = aws_security_group.endpoint.id
  protocol                 = "tcp"
  from_port                = 443
  to_port                  = 443
})",
     .good = R"(resource "aws_security_group_rule" "right_way" {
  type                     = "ingress"
  security_group_id        = aws_security_group.endpoint.id
  source_security_group_id = aws_security_group.client.id
  protocol                 = "tcp"
  from_port                = 443
  to_port                  = 443
})",
     .fix_hint = "Exchange the two groups in the inbound rule."},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei308
