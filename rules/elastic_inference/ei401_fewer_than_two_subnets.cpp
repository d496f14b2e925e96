#include "rules/elastic_inference/endpoints.h"

namespace tieline::rules::ei401 {
namespace {

void check(lint::Check& check) {
  aws::for_each_ei_endpoint(check.model, check.world, [&](const aws::VpcEndpoint& endpoint, const aws::ServiceName&) {
    const auto subnets = check.model.subnets(check.world, endpoint);
    const auto most = subnets.max_distinct();
    if (!most || *most >= 2) return;
    lint::Draft draft;
    draft.resource = endpoint.resource;
    draft.span = subnets.span;
    draft.message = *most == 0 ? "the endpoint has no subnet; Elastic Inference fails with fewer than two "
                                 "Availability Zones"
                               : "the endpoint has only one subnet; Elastic Inference fails with fewer than two "
                                 "Availability Zones";
    draft.help = "give it a subnet in every zone where Elastic Inference is available, two at least";
    for (const auto& subnet : subnets.items) {
      // A list that comes from elsewhere, a variable's default say: the place that decides.
      const text::Span made = subnet.value.span();
      if (made.valid() && subnets.span.valid() && !subnets.span.contains(made)) {
        draft.related.push_back({made, "the only subnet comes from here"});
      }
    }
    check.reporter.report(std::move(draft));
  });
}

const lint::Rule rule{
    {.code = "EI401",
     .name = "fewer-than-two-subnets",
     .severity = lint::Severity::error,
     .summary = "the EI endpoint has fewer than two different subnets",
     .explanation =
         "The set-up guide: choose all of the Availability Zones where Elastic Inference is available; it fails if you "
         "do not set up at least two. An endpoint gets a network interface in each of its subnets, one for each zone.",
     .bad = R"(resource "aws_vpc_endpoint" "ei" {
  subnet_ids = [aws_subnet.a.id]
  # ...
})",
     .good = R"(resource "aws_vpc_endpoint" "ei" {
  subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]
  # ...
})",
     .fix_hint = "Add a subnet of another Availability Zone to the endpoint."},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei401
