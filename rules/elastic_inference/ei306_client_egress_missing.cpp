#include "rules/elastic_inference/security_groups.h"

namespace tieline::rules::ei306 {
namespace {

Answer reaches_endpoint(lint::Check& check, const EiGroups& groups, const SecurityGroup& client) {
  return check.model.rules(check.world, client, aws::Direction::outbound)
      .any([&](const SecurityRule& rule, const Peer& peer) {
        return (is_endpoint_peer(groups, peer, &client) || peer.everything) && rule.covers(https);
      });
}

bool lets_some_range_out(const aws::RuleSet& outbound) {
  return std::any_of(outbound.items.begin(), outbound.items.end(), [](const SecurityRule& rule) {
    return rule.covers(https) != Answer::no && std::any_of(rule.peers.begin(), rule.peers.end(), [](const Peer& peer) {
             return peer.kind != aws::PeerKind::group && peer.loopback != Answer::yes;
           });
  });
}

void check_group(lint::Check& check, const EiGroups& groups, const SecurityGroup& client) {
  const auto reaches = [&](const SecurityGroup& one) { return reaches_endpoint(check, groups, one); };
  if (!client.declared() || reaches(client) != Answer::no) return;
  if (any_beside(groups.client_groups, client, reaches) != Answer::no) return;
  const aws::RuleSet outbound = check.model.rules(check.world, client, aws::Direction::outbound);
  const SecurityGroup* endpoint_group = first_endpoint_group(groups);
  lint::Draft draft;
  draft.resource = client.resource;
  draft.message = "the client group " + name_of(&client) + " has no outbound rule for TCP 443 to the endpoint's group";
  // A range that happens to hold the endpoint's addresses lets the calls out, and stops to when they change.
  if (!lets_some_range_out(outbound)) draft.message += ", so its calls never leave";
  draft.help = "add an outbound rule for TCP 443 to " +
               (endpoint_group != nullptr ? name_of(endpoint_group) : std::string("the endpoint's group"));
  if (endpoint_group != nullptr) {
    draft.related.push_back({endpoint_group->resource->header, "the endpoint's group is declared here"});
  }
  for (const SecurityRule& rule : outbound.items) {
    const bool to_endpoint = std::any_of(rule.peers.begin(), rule.peers.end(), [&](const Peer& peer) {
      return is_endpoint_peer(groups, peer, &client) == Answer::yes;
    });
    if (to_endpoint && rule.covers(https) == Answer::no) {
      draft.related.push_back({rule.span, "this rule names the endpoint's group, but does not cover TCP 443"});
    }
  }
  if (const auto rule = wanted_rule(check, groups, client, aws::Direction::outbound)) {
    offer(draft, "let it out to the endpoint's group", true,
          aws::edits::add_rule(check.editor, check.model.graph(), *rule));
  }
  check.reporter.report(std::move(draft));
}

void check(lint::Check& check) {
  check.world.explore([&] {
    const EiGroups groups = aws::ei_groups(check.model, check.world);
    if (groups.endpoint_groups.empty()) return;  // nothing to reach; EI203 and EI205 tell of that
    for_each_group(groups, groups.client_groups,
                   [&](const SecurityGroup& group) { check_group(check, groups, group); });
  });
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
