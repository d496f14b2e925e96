#include "rules/elastic_inference/endpoints.h"

namespace tieline::rules::ei203 {
namespace {

/// Whether some EI endpoint is in that VPC. Asks for those alone that may be.
Answer has_endpoint(lint::Check& check, const aws::Vpc& vpc) {
  if (check.model.handed_out(vpc)) return Answer::unknown;  // a module that is not on disk may make one
  const aws::EiEndpoints& endpoints = check.elastic_inference.endpoints();
  value::OpenAnswer found{.unknown = endpoints.incomplete()};
  endpoints.for_each_in(&vpc, [&](const aws::EiEndpoint& endpoint, Answer is_there) {
    found.add(check.world.space(), endpoint.when, is_there);
  });
  return check.world.answer(found);
}

void check(lint::Check& check) {
  aws::for_each_ei_workload(
      check.model, check.world, [&](const aws::Workload& workload, const std::vector<aws::Site>& sites) {
        for (const aws::Site& site : sites) {
          if (site.in_vpc != Answer::yes || !site.vpc.declared()) continue;
          if (has_endpoint(check, *site.vpc.entity) != Answer::no) continue;
          lint::Draft draft;
          draft.resource = workload.resource;
          draft.cause = site.vpc.entity->name();
          draft.message = "the workload runs in " + std::string(site.vpc.entity->name()) +
                          ", which has no interface endpoint for Elastic Inference";
          draft.help =
              "add a VPC endpoint of type Interface for com.amazonaws.<region>.elastic-inference.runtime to that VPC";
          draft.related.push_back({site.vpc.entity->resource->header, "the VPC is declared here"});
          check.reporter.report(std::move(draft));
        }
      });
}

const lint::Rule rule{
    {.code = "EI203",
     .name = "missing-ei-endpoint",
     .severity = lint::Severity::error,
     .summary = "an EI workload runs in a VPC of the configuration that has no EI endpoint",
     .explanation =
         "A workload in a VPC of yours reaches Elastic Inference through a VPC interface endpoint (PrivateLink) and in "
         "no other way. Without one in its VPC, the accelerator never attaches.",
     .bad = R"(resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_sagemaker_notebook_instance" "lab" {
  subnet_id         = aws_subnet.a.id
  accelerator_types = ["ml.eia2.medium"]
  # ...
})",
     .good = R"(resource "aws_vpc_endpoint" "ei" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.a.id, aws_subnet.b.id]
  security_group_ids  = [aws_security_group.endpoint.id]
})",
     .fix_hint = "Add the interface endpoint to the workload's VPC."},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei203
