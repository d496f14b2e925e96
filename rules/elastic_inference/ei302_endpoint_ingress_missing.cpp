#include "rules/elastic_inference/security_groups.h"

namespace tieline::rules::ei302 {
namespace {

bool is_reversed_with_some_client(lint::Check& check, const EiGroups& groups, const SecurityGroup& group) {
  return std::any_of(groups.client_groups.begin(), groups.client_groups.end(), [&](const GroupRole& client) {
    return client.group.entity != nullptr && is_reversed(check, &group, client.group.entity);
  });
}

Answer admits_a_client(lint::Check& check, const EiGroups& groups, const SecurityGroup& group) {
  return check.model.rules(check.world, group, aws::Direction::inbound)
      .any([&](const SecurityRule& rule, const Peer& peer) {
        return is_client_peer(groups, peer, &group) && rule.covers(https);
      });
}

void check_group(lint::Check& check, const EiGroups& groups, const SecurityGroup& group) {
  const auto admits = [&](const SecurityGroup& one) { return admits_a_client(check, groups, one); };
  if (!group.declared() || admits(group) != Answer::no || is_reversed_with_some_client(check, groups, group)) return;
  if (any_beside(groups.endpoint_groups, group, admits) != Answer::no) return;
  const aws::RuleSet inbound = check.model.rules(check.world, group, aws::Direction::inbound);
  lint::Draft draft;
  draft.resource = group.resource;
  draft.message = "the endpoint's security group " + name_of(&group) +
                  " has no inbound rule for TCP 443 from the client group, so no workload reaches the endpoint";
  const SecurityGroup* client = first_client_group(groups);
  draft.help = client != nullptr ? "add an inbound rule for TCP 443 with the source " + name_of(client)
                                 : std::string("add an inbound rule for TCP 443 with the workload's group as source");
  if (client != nullptr) draft.related.push_back({client->resource->header, "the client group is declared here"});
  for (const SecurityRule& rule : inbound.items) {
    const bool from_client = std::any_of(rule.peers.begin(), rule.peers.end(), [&](const Peer& peer) {
      return is_client_peer(groups, peer, &group) == Answer::yes;
    });
    if (from_client && rule.covers(https) == Answer::no) {
      draft.related.push_back({rule.span, "this rule names the client group, but does not cover TCP 443"});
    }
  }
  if (const auto rule = wanted_rule(check, groups, group, aws::Direction::inbound)) {
    offer(draft, "let the client group in", true, aws::edits::add_rule(check.editor, check.model.graph(), *rule));
  }
  check.reporter.report(std::move(draft));
}

void check(lint::Check& check) {
  check.world.explore([&] {
    const EiGroups groups = aws::ei_groups(check.model, check.world);
    for_each_group(groups, groups.endpoint_groups,
                   [&](const SecurityGroup& group) { check_group(check, groups, group); });
  });
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
