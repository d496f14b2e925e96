#include "rules/elastic_inference/security_groups.h"

namespace tieline::rules::ei305 {
namespace {

/// A peer that certainly is no endpoint group. A rule to the loopback addresses reaches nobody: it is how
/// CloudFormation's implicit allow-all is switched off.
const Peer* find_stranger(lint::Check& check, const SecurityRule& rule, const SecurityGroup& own) {
  for (const Peer& peer : rule.peers) {
    if (peer.possible || peer.loopback != Answer::no) continue;
    if (check.world.answer(is_endpoint_peer(check, peer, own)) == Answer::no) return &peer;
  }
  return nullptr;
}

/// On what the rule certainly reaches the endpoint's group.
value::Condition reaches_endpoint(lint::Check& check, const SecurityRule& rule, const SecurityGroup& own) {
  value::ConditionSpace& space = check.world.space();
  value::Condition reaches = value::Condition::never();
  if (rule.possible || rule.covers(https) != Answer::yes) return reaches;
  for (const Peer& peer : rule.peers) {
    if (!peer.possible) reaches = space.disjunction(reaches, is_endpoint_peer(check, peer, own).yes);
  }
  return space.conjunction(rule.when, reaches);
}

/// Takes the rule away. Where it is all that reaches the endpoint, a rule that names the endpoint's group comes for it.
edit::Edits narrowed(lint::Check& check, const SecurityRule& rule, const SecurityGroup& client) {
  const auto wanted = wanted_rule(check, client, aws::Direction::outbound);
  if (rule.implicit) {
    return wanted ? aws::edits::give_only_rule(check.editor, check.model.graph(), *wanted) : edit::Edits{};
  }
  if (may_hold(check, reaches_endpoint(check, rule, client))) return {};  // one of its destinations is wanted
  edit::Edits edits = aws::edits::remove_rule(check.editor, rule, client.resource);
  value::ConditionSpace& space = check.world.space();
  value::Condition others_reach = value::Condition::never();
  for (const SecurityRule& other : check.model.open_rules(check.world, client, aws::Direction::outbound).items) {
    others_reach = space.disjunction(others_reach, reaches_endpoint(check, other, client));
  }
  if (edits.empty() || space.implies(check.world.path(), others_reach)) return edits;
  if (may_hold(check, others_reach)) return {};  // in some cases a rule would have to come for it, in some not
  if (!wanted || rule.resource == client.resource) return {};
  const edit::Edits added = aws::edits::add_rule(check.editor, check.model.graph(), *wanted);
  if (added.empty()) return {};
  edits.insert(edits.end(), added.begin(), added.end());
  return edits;
}

void check_rule(lint::Check& check, const SecurityRule& rule, const SecurityGroup& client) {
  const Peer* stranger = rule.possible ? nullptr : find_stranger(check, rule, client);
  if (stranger == nullptr) return;
  const SecurityGroup* endpoint_group = first_declared(check, check.elastic_inference.groups().endpoint_groups);
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
  offer(draft, "let it call the endpoint's group only", false, narrowed(check, rule, client));
  check.reporter.report(std::move(draft));
}

void check_group(lint::Check& check, const SecurityGroup& client) {
  check.model.open_rules(check.world, client, aws::Direction::outbound)
      .for_each(check.world, [&](const SecurityRule& rule) { check_rule(check, rule, client); });
}

void check(lint::Check& check) {
  for_each_group(check, check.elastic_inference.groups().client_groups,
                 [&](const SecurityGroup& group) { check_group(check, group); });
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
