#include "rules/elastic_inference/security_groups.h"

namespace tieline::rules::ei303 {
namespace {

OpenAnswer allows_all(lint::Check& check, const SecurityGroup& group) {
  return check.model.open_rules(check.world, group, aws::Direction::outbound)
      .open_any(check.world.space(), [](const SecurityRule& rule, const Peer& peer) {
        return peer.kind == aws::PeerKind::ipv4 ? rule.all_traffic && peer.everything : Answer::no;
      });
}

void check_group(lint::Check& check, const SecurityGroup& group) {
  if (!group.declared() || check.world.answer(allows_all(check, group)) != Answer::no) return;
  const auto open = [&](const SecurityGroup& one) { return allows_all(check, one); };
  if (any_beside(check, check.elastic_inference.groups().endpoint_groups, group, open) != Answer::no) return;
  lint::Draft draft;
  draft.resource = group.resource;
  draft.message = "the endpoint's security group " + name_of(&group) + " does not allow all outbound traffic";
  for (const SecurityRule& rule : check.model.open_rules(check.world, group, aws::Direction::outbound).items) {
    if (may_hold(check, rule.when)) draft.related.push_back({rule.span, "this outbound rule is narrower"});
  }
  draft.help = draft.related.empty() && group.resource->language == graph::Language::terraform
                   ? "Terraform removes AWS's allow-all rule from a group it creates: write an outbound rule with "
                     "protocol -1 to 0.0.0.0/0"
                   : "add an outbound rule with protocol -1 to 0.0.0.0/0";
  check.reporter.report(std::move(draft));
}

void check(lint::Check& check) {
  for_each_group(check, check.elastic_inference.groups().endpoint_groups,
                 [&](const SecurityGroup& group) { check_group(check, group); });
}

const lint::Rule rule{
    {.code = "EI303",
     .name = "endpoint-egress-restricted",
     .severity = lint::Severity::warning,
     .summary = "the endpoint's security group does not allow all outbound traffic",
     .explanation =
         "The set-up guide asks for a group of the endpoint that takes connections from the client group alone and "
         "allows all outbound connections. Terraform takes away the allow-all rule that AWS gives a new group, so it "
         "has to be written down.",
     .bad = R"(resource "aws_security_group" "endpoint" {
  vpc_id = aws_vpc.main.id
})",
     .good = R"(resource "aws_security_group" "endpoint" {
  vpc_id = aws_vpc.main.id
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
})",
     .fix_hint = "Add an outbound rule for all protocols to 0.0.0.0/0 to the endpoint's group."},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei303
