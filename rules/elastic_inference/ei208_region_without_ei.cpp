#include "rules/elastic_inference/endpoints.h"

namespace tieline::rules::ei208 {
namespace {

std::string message_for(std::string_view region) {
  return "Elastic Inference is not offered in " + std::string(region);
}

std::string help() { return "use one of " + listed(aws::facts::elastic_inference_regions()); }

/// The region of an endpoint, and whether its service name spells it out.
void check_endpoint(lint::Check& check, const aws::VpcEndpoint& endpoint, const aws::ServiceName& service) {
  const value::Value where = check.model.region(check.world, *endpoint.resource);
  const auto made_in = text_of(where);
  const bool spelled_out = service.region.has_value();
  const std::string region = spelled_out ? *service.region : std::string(made_in.value_or(""));
  if (region.empty() || aws::facts::has_elastic_inference(region)) return;
  lint::Draft draft;
  draft.resource = endpoint.resource;
  if (spelled_out && check.sources.text(service.name.span).find(region) != std::string_view::npos) {
    draft.span = service.name.span;
  }
  draft.message = message_for(region);
  draft.help = help();
  if (where.span().valid() && !draft.span.valid()) draft.related.push_back({where.span(), "the region is set here"});
  check.reporter.report(std::move(draft));
}

bool is_elsewhere(lint::Check& check, const aws::Workload& workload) {
  const auto region = text_of(check.model.region(check.world, *workload.resource));
  return region && !aws::facts::has_elastic_inference(*region);
}

void report(lint::Check& check, const aws::Workload& workload) {
  const value::Value where = check.model.region(check.world, *workload.resource);
  lint::Draft draft;
  draft.resource = workload.resource;
  draft.message = message_for(text_of(where).value_or(""));
  draft.help = help();
  if (where.span().valid()) draft.related.push_back({where.span(), "the region is set here"});
  check.reporter.report(std::move(draft));
}

void check(lint::Check& check) {
  aws::for_each_ei_endpoint(check.model, check.world,
                            [&](const aws::VpcEndpoint& endpoint, const aws::ServiceName& service) {
                              check_endpoint(check, endpoint, service);
                            });
  aws::for_each_ei_workload(
      check.model, check.world, [&](const aws::Workload& workload, const std::vector<aws::Site>&) {
        // Where there is an endpoint, the finding is on the endpoint.
        if (is_elsewhere(check, workload) && !check.world.decide(check.elastic_inference.endpoints().some())) {
          report(check, workload);
        }
      });
}

const lint::Rule rule{
    {.code = "EI208",
     .name = "region-without-ei",
     .severity = lint::Severity::error,
     .summary = "Elastic Inference is not offered in the region",
     .explanation =
         "Elastic Inference exists in six regions: us-east-1, us-east-2, us-west-2, ap-northeast-1, ap-northeast-2 and "
         "eu-west-1. Anywhere else there is neither the endpoint service nor an accelerator.",
     .bad = R"(provider "aws" {
  region = "eu-central-1"
})",
     .good = R"(provider "aws" {
  region = "eu-west-1"
})",
     .fix_hint = "Deploy to a region that offers Elastic Inference."},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei208
