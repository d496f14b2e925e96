#include "rules/elastic_inference/endpoints.h"

namespace tieline::rules::ei202 {
namespace {

std::string help(std::string_view region, const std::string& named) {
  if (aws::facts::has_elastic_inference(region)) {
    return "an endpoint reaches services of its own region: write com.amazonaws." + std::string(region) +
           ".elastic-inference.runtime";
  }
  return "make the endpoint and its VPC in " + named + ": Elastic Inference is not offered in " + std::string(region);
}

void check(lint::Check& check) {
  aws::for_each_ei_endpoint(check.model, check.world,
                            [&](const aws::VpcEndpoint& endpoint, const aws::ServiceName& service) {
                              const value::Value where = check.model.region(check.world, *endpoint.resource);
                              const auto region = text_of(where);
                              if (!service.region || !region || *service.region == *region) return;
                              lint::Draft draft;
                              draft.resource = endpoint.resource;
                              draft.span = service.name.span;
                              draft.message = "the service name is of the region " + *service.region +
                                              ", but the endpoint is made in " + std::string(*region);
                              draft.help = help(*region, *service.region);
                              if (where.span().valid() && where.span() != service.name.span) {
                                draft.related.push_back({where.span(), "the region is set here"});
                              }
                              check.reporter.report(std::move(draft));
                            });
}

const lint::Rule rule{
    {.code = "EI202",
     .name = "endpoint-region-mismatch",
     .severity = lint::Severity::error,
     .summary = "the region in the endpoint's service name is not the region it is made in",
     .explanation =
         "An interface endpoint leads to a service of its own region. With another region in the name AWS answers that "
         "the service does not exist.",
     .bad = R"(provider "aws" {
  region = "us-east-1"
}
resource "aws_vpc_endpoint" "ei" {
  service_name = "com.amazonaws.us-west-2.elastic-inference.runtime"
  # ...
})",
     .good = R"(data "aws_region" "here" {}
resource "aws_vpc_endpoint" "ei" {
  service_name = "com.amazonaws.${data.aws_region.here.name}.elastic-inference.runtime"
  # ...
})",
     .fix_hint = "Take the region from the provider or the stack instead of writing it down a second time."},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei202
