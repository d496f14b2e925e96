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
  const bool attached = of.endpoint != nullptr || of.workload != nullptr;
  if (of.group.span.valid()) {
    draft.related.push_back({of.group.span, attached ? "the group is attached here" : "the group is named here"});
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

void check_endpoint_groups(lint::Check& check, const EiGroups& groups) {
  for (const GroupRole& of : groups.endpoint_groups) {
    if (of.endpoint == nullptr || of.group.entity == nullptr || of.group.possible) continue;
    const auto group_vpc = check.model.vpc(check.world, *of.group.entity);
    const auto endpoint_vpc = check.model.vpc(check.world, *of.endpoint);
    if (same(group_vpc, endpoint_vpc) != Answer::no) continue;
    report(check, *of.endpoint, of, "endpoint's security group", group_vpc, endpoint_vpc);
  }
}

/// A client group belongs to the one endpoint there is. Where there are several, it must suit one of them.
void check_client_groups(lint::Check& check, const EiGroups& groups) {
  const aws::EiEndpoints endpoints = aws::ei_endpoints(check.model, check.world);
  if (endpoints.items.empty() || !endpoints.complete) return;
  for (const GroupRole& of : groups.client_groups) {
    if (of.group.entity == nullptr || of.group.possible) continue;
    const auto group_vpc = check.model.vpc(check.world, *of.group.entity);
    const bool suits_none =
        std::all_of(endpoints.items.begin(), endpoints.items.end(), [&](const aws::VpcEndpoint* endpoint) {
          return same(group_vpc, check.model.vpc(check.world, *endpoint)) == Answer::no;
        });
    if (!suits_none) continue;
    const aws::VpcEndpoint& endpoint = *endpoints.items.front();
    report(check, endpoint, of, "client group", group_vpc, check.model.vpc(check.world, endpoint));
  }
}

void check(lint::Check& check) {
  check.world.explore([&] {
    const EiGroups groups = aws::ei_groups(check.model, check.world);
    check_endpoint_groups(check, groups);
    check_client_groups(check, groups);
  });
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
