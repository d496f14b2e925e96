#include "rules/elastic_inference/endpoints.h"

namespace tieline::rules::ei205 {
namespace {

void check(lint::Check& check) {
  aws::for_each_ei_endpoint(check.model, check.world, [&](const aws::VpcEndpoint& endpoint, const aws::ServiceName&) {
    const auto groups = check.model.groups(check.world, endpoint);
    if (!groups.empty()) return;
    lint::Draft draft;
    draft.resource = endpoint.resource;
    draft.message = "no security group is attached to the endpoint, so AWS attaches the VPC's default group";
    draft.help = "attach a group that takes TCP 443 from the workload's group and from nothing else";
    if (groups.span.valid()) draft.related.push_back({groups.span, "the list is empty"});
    check.reporter.report(std::move(draft));
  });
}

const lint::Rule rule{
    {.code = "EI205",
     .name = "endpoint-without-security-group",
     .severity = lint::Severity::error,
     .summary = "no security group is attached to the EI endpoint",
     .explanation =
         "Where an interface endpoint names no security group, AWS attaches the VPC's default group, which lets in "
         "only its own members. The set-up guide asks for a group of the endpoint's own.",
     .bad = R"(resource "aws_vpc_endpoint" "ei" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type = "Interface"
  # ...
})",
     .good = R"(resource "aws_vpc_endpoint" "ei" {
  vpc_id             = aws_vpc.main.id
  service_name       = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type  = "Interface"
  security_group_ids = [aws_security_group.endpoint.id]
  # ...
})",
     .fix_hint = "Attach the endpoint's security group."},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei205
