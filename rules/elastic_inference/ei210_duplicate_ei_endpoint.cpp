#include <vector>

#include "rules/elastic_inference/endpoints.h"

namespace tieline::rules::ei210 {
namespace {

/// Pairs of endpoints looked at; no configuration that is meant has so many.
constexpr std::size_t most_pairs = 20'000;

/// Whether the endpoint is there and takes the service's host name.
bool claims_the_host_name(lint::Check& check, const aws::VpcEndpoint& endpoint) {
  return check.model.exists(check.world, endpoint) &&
         check.model.service(check.world, endpoint).is_elastic_inference() &&
         check.model.private_dns(check.world, endpoint).truth(false) == Answer::yes;
}

/// Whether both take it in one VPC.
bool collide(lint::Check& check, const aws::VpcEndpoint& first, const aws::VpcEndpoint& second) {
  if (!claims_the_host_name(check, second) || !claims_the_host_name(check, first)) return false;
  return same(check.model.vpc(check.world, first), check.model.vpc(check.world, second)) == Answer::yes;
}

/// Two at a time: what decides whether others are there does not matter to them.
void check(lint::Check& check) {
  std::vector<const aws::VpcEndpoint*> endpoints;
  for (const aws::VpcEndpoint* endpoint : check.model.endpoints()) {
    const bool plain = endpoint->may_be_elastic_inference && endpoint->resource != nullptr;
    if (plain && !endpoint->resource->symbolic) endpoints.push_back(endpoint);
  }
  std::size_t pairs_left = most_pairs;
  for (std::size_t later = 1; later < endpoints.size(); ++later) {
    const aws::VpcEndpoint& second = *endpoints[later];
    bool always = false;  // what else it collides with says nothing new
    for (std::size_t earlier = 0; earlier < later && !always && pairs_left > 0; ++earlier, --pairs_left) {
      const aws::VpcEndpoint& first = *endpoints[earlier];
      check.world.explore([&] {
        if (!collide(check, first, second)) return;
        always = check.world.path().is_always();
        lint::Draft draft;
        draft.resource = second.resource;
        draft.message =
            "a second Elastic Inference endpoint with private DNS in the same VPC: AWS rejects it, because " +
            std::string(first.name()) + " has the host name already";
        draft.help = "keep one endpoint and give it all subnets";
        draft.related.push_back({first.resource->header, "the other endpoint"});
        check.reporter.report(std::move(draft));
      });
    }
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
