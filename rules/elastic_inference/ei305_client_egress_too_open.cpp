#include "rules/elastic_inference/security_groups.h"

namespace tieline::rules::ei305 {
namespace {

/// A peer that certainly is no endpoint group. A rule to the loopback addresses reaches nobody: it is how
/// CloudFormation's implicit allow-all is switched off.
const Peer* find_stranger(const EiGroups& groups, const SecurityRule& rule, const SecurityGroup& own) {
  for (const Peer& peer : rule.peers) {
    if (peer.possible || peer.loopback != Answer::no) continue;
    if (is_endpoint_peer(groups, peer, &own) == Answer::no) return &peer;
  }
  return nullptr;
}

bool reaches_endpoint(const EiGroups& groups, const SecurityRule& rule, const SecurityGroup& own) {
  return !rule.possible && rule.covers(https) == Answer::yes &&
         std::any_of(rule.peers.begin(), rule.peers.end(), [&](const Peer& peer) {
           return !peer.possible && is_endpoint_peer(groups, peer, &own) == Answer::yes;
         });
}

/// Takes the rule away. Where it is all that reaches the endpoint, a rule that names the endpoint's group comes for it.
edit::Edits narrowed(lint::Check& check, const EiGroups& groups, const aws::RuleSet& all, const SecurityRule& rule,
                     const SecurityGroup& client) {
  const auto wanted = wanted_rule(check, groups, client, aws::Direction::outbound);
  if (rule.implicit) {
    return wanted ? aws::edits::give_only_rule(check.editor, check.model.graph(), *wanted) : edit::Edits{};
  }
  if (reaches_endpoint(groups, rule, client)) return {};  // one of its destinations is wanted
  edit::Edits edits = aws::edits::remove_rule(check.editor, rule, client.resource);
  const bool others_reach = std::any_of(all.items.begin(), all.items.end(), [&](const SecurityRule& other) {
    return reaches_endpoint(groups, other, client);
  });
  if (others_reach || edits.empty()) return edits;
  if (!wanted || rule.resource == client.resource) return {};
  const edit::Edits added = aws::edits::add_rule(check.editor, check.model.graph(), *wanted);
  if (added.empty()) return {};
  edits.insert(edits.end(), added.begin(), added.end());
  return edits;
}

void check_group(lint::Check& check, const EiGroups& groups, const SecurityGroup& client) {
  const aws::RuleSet outbound = check.model.rules(check.world, client, aws::Direction::outbound);
  for (const SecurityRule& rule : outbound.items) {
    if (rule.possible) continue;
    const Peer* stranger = find_stranger(groups, rule, client);
    if (stranger == nullptr) continue;
    const SecurityGroup* endpoint_group = first_endpoint_group(groups);
    const std::string destination =
        endpoint_group != nullptr ? name_of(endpoint_group) : std::string("the endpoint's group");
    lint::Draft draft;
    draft.resource = rule.resource;
    if (rule.implicit) {
      draft.message = "the client group " + name_of(&client) +
                      " keeps AWS's allow-all outbound rule, since SecurityGroupEgress is not given";
      draft.help = "give SecurityGroupEgress with one rule for TCP 443 to " + destination;
    } else {
      draft.span = rule.span;
      draft.message = "the client group " + name_of(&client) + " may call " + name_of(*stranger, &client) +
                      "; it needs to reach the endpoint's group alone";
      draft.help = "let the rule name " + destination + " as its only destination";
      if (stranger->span.valid() && stranger->span != rule.span) {
        draft.related.push_back({stranger->span, "the destination is written here"});
      }
    }
    if (rule.resource != client.resource && client.resource != nullptr) {
      draft.related.push_back({client.resource->header, "the client group is declared here"});
    }
    offer(draft, "let it call the endpoint's group only", false, narrowed(check, groups, outbound, rule, client));
    check.reporter.report(std::move(draft));
  }
}

void check(lint::Check& check) {
  check.world.explore([&] {
    const EiGroups groups = aws::ei_groups(check.model, check.world);
    for_each_group(groups, groups.client_groups,
                   [&](const SecurityGroup& group) { check_group(check, groups, group); });
  });
}

const lint::Rule rule{
    {.code = "EI305",
     .name = "client-egress-too-open",
     .severity = lint::Severity::warning,
     .summary = "the client group has an outbound rule to something other than the endpoint's group",
     .explanation =
         "The set-up guide gives the client group one outbound connection: to the group of the endpoint. In "
         "CloudFormation a group without SecurityGroupEgress keeps AWS's implicit rule that allows everything.",
     .bad = R"(ClientGroup:
  Type: AWS::EC2::SecurityGroup
  Properties:
    GroupDescription: Calls the EI endpoint
    VpcId: !Ref Vpc)",
     .good = R"(ClientGroup:
  Type: AWS::EC2::SecurityGroup
  Properties:
    GroupDescription: Calls the EI endpoint
    VpcId: !Ref Vpc
    SecurityGroupEgress:
      - IpProtocol: tcp
        FromPort: 443
        ToPort: 443
        DestinationSecurityGroupId: !Ref EndpointGroup)",
     .fix_hint = "Let the outbound rules of the client group name the endpoint's group and nothing else.",
     .fix = lint::FixKind::unsafe},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei305
