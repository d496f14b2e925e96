#include <algorithm>
#include <cstddef>

#include "aws/edits/network_edits.h"
#include "rules/elastic_inference/endpoints.h"

namespace tieline::rules::ei206 {
namespace {

/// With more endpoints than this, no fix is worth looking at all pairs of them.
constexpr std::ptrdiff_t most_endpoints = 64;

bool may_be_one(const aws::VpcEndpoint* endpoint) { return endpoint->may_be_elastic_inference; }

/// AWS rejects private DNS where the VPC's own DNS is off, and at a second endpoint in one VPC. Asks in a world of its
/// own, since a fix must not make conditions of a finding.
bool would_be_taken(const lint::Check& check, const aws::VpcEndpoint& endpoint) {
  const auto all = check.model.endpoints();
  if (std::count_if(all.begin(), all.end(), may_be_one) > most_endpoints) return false;
  bool taken = true;
  value::World aside(check.world.space(), check.world.arena());
  aside.explore([&] {
    if (!check.model.exists(aside, endpoint)) return;
    const auto vpc = check.model.vpc(aside, endpoint);
    if (vpc.declared() && (check.model.dns_support(aside, *vpc.entity) == Answer::no ||
                           check.model.dns_hostnames(aside, *vpc.entity) == Answer::no)) {
      taken = false;
    }
    for (const aws::VpcEndpoint* other : all) {
      if (other == &endpoint || !may_be_one(other)) continue;
      if (aws::same(check.model.vpc(aside, *other), vpc) != Answer::no) taken = false;
    }
  });
  return taken && !aside.exhausted();
}

void check(lint::Check& check) {
  aws::for_each_ei_endpoint(check.model, check.world, [&](const aws::VpcEndpoint& endpoint, const aws::ServiceName&) {
    const aws::Argument dns = check.model.private_dns(check.world, endpoint);
    if (dns.truth(false) != Answer::no) return;
    const bool terraform = endpoint.resource->language == graph::Language::terraform;
    lint::Draft draft;
    draft.resource = endpoint.resource;
    draft.span = dns.span;
    draft.message = dns.given ? "private DNS is off, so the default Elastic Inference host name does not resolve "
                                "to this endpoint"
                              : "private DNS is not switched on (it is off by default), so the default Elastic "
                                "Inference host name does not resolve to this endpoint";
    draft.help = terraform ? "write private_dns_enabled = true" : "write PrivateDnsEnabled: true";
    if (would_be_taken(check, endpoint)) {
      offer(draft, "switch private DNS on", true,
            dns.given ? aws::edits::switch_on(check.editor, dns)
                      : aws::edits::give_private_dns(check.editor, *endpoint.resource));
    }
    check.reporter.report(std::move(draft));
  });
}

const lint::Rule rule{
    {.code = "EI206",
     .name = "private-dns-disabled",
     .severity = lint::Severity::warning,
     .summary = "private DNS is off on the EI endpoint",
     .explanation =
         "SageMaker calls Elastic Inference by its default host name. Only private DNS makes that name lead to the "
         "endpoint; it is off by default in Terraform and in CloudFormation alike.",
     .bad = R"(resource "aws_vpc_endpoint" "ei" {
  service_name      = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type = "Interface"
  # ...
})",
     .good = R"(resource "aws_vpc_endpoint" "ei" {
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  # ...
})",
     .fix_hint = "Switch private DNS on for the endpoint, and DNS host names for its VPC.",
     .fix = lint::FixKind::safe},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei206
