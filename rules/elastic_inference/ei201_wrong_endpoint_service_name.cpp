#include "rules/elastic_inference/endpoints.h"

namespace tieline::rules {
namespace {

void check(lint::Check& check) {
  aws::for_each_ei_endpoint(
      check.model, check.world, [&](const aws::VpcEndpoint& endpoint, const aws::ServiceName& service) {
        if (service.kind != aws::EndpointService::misspelled_elastic_inference) return;
        const auto written = service.name.text();
        lint::Draft draft;
        draft.resource = endpoint.resource;
        draft.span = service.name.span;
        draft.message = (written ? "'" + std::string(*written) + "'" : std::string("this")) +
                        " is not the name of the Elastic Inference endpoint service";
        draft.help = "write " + service.canonical;
        if (service.canonical.find('<') == std::string::npos) {
          if (const auto edit = replace_string(check, service.name.value, service.name.span, service.canonical)) {
            draft.fixes.push_back({"use " + service.canonical, true, {*edit}});
          }
        }
        check.reporter.report(std::move(draft));
      });
}

const lint::Rule rule{
    {.code = "EI201",
     .name = "wrong-endpoint-service-name",
     .severity = lint::Severity::error,
     .summary = "the endpoint's service name is not the one of Elastic Inference",
     .explanation =
         "The endpoint service of Elastic Inference is called `com.amazonaws.<region>.elastic-inference.runtime`. With "
         "any other spelling AWS answers that the service does not exist, and the deployment fails.",
     .bad = R"(resource "aws_vpc_endpoint" "ei" {
  service_name = "com.amazonaws.us-west-2.elastic-inference"
  # ...
})",
     .good = R"(resource "aws_vpc_endpoint" "ei" {
  service_name = "com.amazonaws.us-west-2.elastic-inference.runtime"
  # ...
})",
     .fix_hint = "Write the canonical name with the region of the endpoint."},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules
