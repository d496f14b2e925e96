#include "rules/elastic_inference/security_groups.h"

namespace tieline::rules::ei309 {
namespace {

void report(lint::Check& check, const aws::VpcEndpoint& endpoint, const GroupRole& of, std::string_view part,
            const aws::Ref<aws::Vpc>& group_vpc, const aws::Ref<aws::Vpc>& endpoint_vpc) {
  const SecurityGroup& group = *of.group.entity;
  const std::string name = name_of(&group);
  lint::Draft draft;
  draft.resource = endpoint.resource;
  draft.cause = name;
  draft.message = "the " + std::string(part) + " " + name + " is in " + name_of(group_vpc.entity) +
                  ", but the endpoint is in " + name_of(endpoint_vpc.entity);
  draft.help = "use a security group of " + name_of(endpoint_vpc.entity);
  if (of.group.span.valid()) {
    draft.related.push_back({of.group.span, of.attached() ? "the group is attached here" : "the group is named here"});
  }
  if (group_vpc.span.valid()) draft.related.push_back({group_vpc.span, "the group's VPC is set here"});
  if (!group_vpc.given && group.declared()) {
    const bool terraform = group.resource->language == graph::Language::terraform;
    draft.help = "give " + name + " the " + (terraform ? "vpc_id" : "VpcId") +
                 " of the endpoint: without one, AWS makes it in the default VPC";
    draft.related.push_back({group.resource->header, "this group names no VPC"});
  }
  if (endpoint_vpc.span.valid()) draft.related.push_back({endpoint_vpc.span, "the endpoint's VPC is set here"});
  check.reporter.report(std::move(draft));
}

void check_endpoint_group(lint::Check& check, const GroupRole& of) {
  const auto group_vpc = check.model.vpc(check.world, *of.group.entity);
  const auto endpoint_vpc = check.model.vpc(check.world, *of.endpoint);
  if (same(group_vpc, endpoint_vpc) != Answer::no) return;
  report(check, *of.endpoint, of, "endpoint's security group", group_vpc, endpoint_vpc);
}

/// A client group belongs to the one endpoint there is. Where there are several, it must suit one of them; those that
/// it may suit are asked for first.
void check_client_group(lint::Check& check, const GroupRole& of) {
  const aws::EiEndpoints& endpoints = check.elastic_inference.endpoints();
  value::ConditionSpace& space = check.world.space();
  const auto group_vpc = check.model.vpc(check.world, *of.group.entity);
  value::Condition suits = endpoints.incomplete();
  endpoints.for_each_in(
      group_vpc, [&](const aws::EiEndpoint& endpoint, Answer) { suits = space.disjunction(suits, endpoint.when); });
  if (check.world.decide(suits)) return;
  for (const aws::EiEndpoint& other : endpoints.items()) {
    if (!check.world.decide(other.when)) continue;
    return report(check, *other.endpoint, of, "client group", group_vpc, other.vpc);
  }
}

void check(lint::Check& check) {
  const EiGroups& groups = check.elastic_inference.groups();
  const auto for_each_role = [&](const GroupRoles& roles, void (*body)(lint::Check&, const GroupRole&)) {
    for (const GroupRole& role : roles.items()) {
      if (role.group.entity == nullptr || role.group.possible) continue;
      check.world.explore([&] {
        if (check.world.decide(role.when)) body(check, role);
      });
    }
  };
  for_each_role(groups.endpoint_groups, check_endpoint_group);
  for_each_role(groups.client_groups, check_client_group);
}

const lint::Rule rule{
    {.code = "EI309",
     .name = "security-group-vpc-mismatch",
     .severity = lint::Severity::error,
     .summary = "a security group of the endpoint or of the client is in another VPC than the endpoint",
     .explanation =
         "A security group can be attached to, and named by, what is in its own VPC only. AWS refuses the endpoint, "
         "or the rule between the groups, when the VPCs differ.",
     .bad = R"(resource "aws_security_group" "endpoint" {
  vpc_id = aws_vpc.other.id
}
resource "aws_vpc_endpoint" "ei" {
  vpc_id             = aws_vpc.main.id
  security_group_ids = [aws_security_group.endpoint.id]
  # ...
})",
     .good = R"(resource "aws_security_group" "endpoint" {
  vpc_id = aws_vpc.main.id
}
resource "aws_vpc_endpoint" "ei" {
  vpc_id             = aws_vpc.main.id
  security_group_ids = [aws_security_group.endpoint.id]
  # ...
})",
     .fix_hint = "Create the group in the endpoint's VPC."},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei309
