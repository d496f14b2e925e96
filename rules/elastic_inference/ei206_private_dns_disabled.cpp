#include "rules/elastic_inference/endpoints.h"

namespace tieline::rules {
namespace {

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
    if (dns.given && check.sources.text(dns.span) == "false") {
      draft.fixes.push_back({"switch private DNS on", true, {{dns.span, "true"}}});
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
     .fix_hint = "Switch private DNS on for the endpoint, and DNS host names for its VPC."},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules
