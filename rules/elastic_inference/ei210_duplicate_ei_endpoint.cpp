#include "rules/elastic_inference/endpoints.h"

namespace tieline::rules {
namespace {

bool claims_the_host_name(lint::Check& check, const aws::VpcEndpoint& endpoint) {
  return check.model.private_dns(check.world, endpoint).truth(false) == Answer::yes;
}

void check_all(lint::Check& check) {
  const aws::EiEndpoints endpoints = aws::ei_endpoints(check.model, check.world);
  for (std::size_t later = 1; later < endpoints.items.size(); ++later) {
    const aws::VpcEndpoint& second = *endpoints.items[later];
    if (second.resource->symbolic || !claims_the_host_name(check, second)) continue;
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      const aws::VpcEndpoint& first = *endpoints.items[earlier];
      if (first.resource->symbolic || !claims_the_host_name(check, first)) continue;
      const auto vpc = check.model.vpc(check.world, second);
      if (same(check.model.vpc(check.world, first), vpc) != Answer::yes) continue;
      lint::Draft draft;
      draft.resource = second.resource;
      draft.message = "a second Elastic Inference endpoint with private DNS in the same VPC: AWS rejects it, because " +
                      std::string(first.name()) + " has the host name already";
      draft.help = "keep one endpoint and give it all subnets";
      draft.related.push_back({first.resource->header, "the other endpoint"});
      check.reporter.report(std::move(draft));
      break;
    }
  }
}

void check(lint::Check& check) {
  check.world.explore([&] { check_all(check); });
}

const lint::Rule rule{
    {.code = "EI210",
     .name = "duplicate-ei-endpoint",
     .severity = lint::Severity::error,
     .summary = "two EI endpoints with private DNS are in one VPC",
     .explanation =
         "Private DNS gives the service's host name to the endpoint. A name can lead to one endpoint of a VPC only, so "
         "AWS rejects the second.",
     .bad = R"(resource "aws_vpc_endpoint" "ei" {
  for_each            = toset(["training", "serving"])
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.a.id, aws_subnet.b.id]
  # ...
})",
     .good = R"(resource "aws_vpc_endpoint" "ei" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.a.id, aws_subnet.b.id]
  # ...
})",
     .fix_hint = "Merge the two endpoints into one with all their subnets."},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules
