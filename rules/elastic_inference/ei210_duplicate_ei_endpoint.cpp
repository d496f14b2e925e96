#include <vector>

#include "rules/elastic_inference/endpoints.h"

namespace tieline::rules::ei210 {
namespace {

/// Pairs of endpoints of one VPC looked at; no configuration that is meant has so many.
constexpr std::size_t most_pairs = 20'000;

/// Whether the endpoint is there, in that VPC, and takes the service's host name.
bool claims_the_host_name(lint::Check& check, const aws::EiEndpoint& place) {
  return check.world.decide(place.when) &&
         check.model.private_dns(check.world, *place.endpoint).truth(false) == Answer::yes;
}

bool is_one(const aws::VpcEndpoint& endpoint) { return endpoint.resource != nullptr && !endpoint.resource->symbolic; }

void report(lint::Check& check, const aws::VpcEndpoint& first, const aws::VpcEndpoint& second) {
  lint::Draft draft;
  draft.resource = second.resource;
  draft.message = "a second Elastic Inference endpoint with private DNS in the same VPC: AWS rejects it, because " +
                  std::string(first.name()) + " has the host name already";
  draft.help = "keep one endpoint and give it all subnets";
  draft.related.push_back({first.resource->header, "the other endpoint"});
  check.reporter.report(std::move(draft));
}

/// Two of one VPC at a time: what decides whether others are there does not matter to them.
void check(lint::Check& check) {
  const aws::EiEndpoints& endpoints = check.elastic_inference.endpoints();
  std::size_t pairs_left = most_pairs;
  for (const aws::EiEndpoint& second : endpoints.items()) {
    if (!is_one(*second.endpoint)) continue;
    bool always = false;  // what else it collides with says nothing new
    bool earlier = true;
    endpoints.for_each_in(second.vpc, [&](const aws::EiEndpoint& first, Answer is_there) {
      earlier = earlier && first.endpoint != second.endpoint;
      if (!earlier || always || is_there != Answer::yes || !is_one(*first.endpoint) || pairs_left == 0) return;
      --pairs_left;
      check.world.explore([&] {
        if (!claims_the_host_name(check, second) || !claims_the_host_name(check, first)) return;
        always = check.world.path().is_always();
        report(check, *first.endpoint, *second.endpoint);
      });
    });
  }
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
}  // namespace tieline::rules::ei210
