#include "rules/elastic_inference/endpoints.h"

namespace tieline::rules::ei403 {
namespace {

using Subnet = aws::Ref<aws::Subnet>;

/// The subnets of all EI endpoints that a workload in that VPC may use; nullopt where not all are known.
std::optional<std::vector<Subnet>> endpoint_subnets(lint::Check& check, const aws::Ref<aws::Vpc>& vpc) {
  const aws::EiEndpoints& endpoints = check.elastic_inference.endpoints();
  if (check.world.decide(endpoints.incomplete())) return std::nullopt;
  std::vector<Subnet> all;
  bool settled = true;
  endpoints.for_each_in(vpc, [&](const aws::EiEndpoint& endpoint, Answer) {
    if (!settled || !check.world.decide(endpoint.when)) return;
    const auto subnets = check.model.subnets(check.world, *endpoint.endpoint);
    settled = subnets.settled();
    all.insert(all.end(), subnets.items.begin(), subnets.items.end());
  });
  return settled ? std::optional(std::move(all)) : std::nullopt;
}

bool is_uncovered(lint::Check& check, const Subnet& subnet, const std::vector<Subnet>& covered) {
  return std::all_of(covered.begin(), covered.end(), [&](const Subnet& there) {
    return check.model.same_zone(check.world, subnet, there) == Answer::no;
  });
}

void check_site(lint::Check& check, const aws::Workload& workload, const aws::Site& site) {
  for (const Subnet& subnet : site.subnets.items) {
    if (subnet.possible || subnet.entity == nullptr) continue;
    const auto covered = endpoint_subnets(check, check.model.vpc(check.world, *subnet.entity));
    if (!covered || covered->empty() || !is_uncovered(check, subnet, *covered)) continue;
    const aws::Zone zone = check.model.zone(check.world, *subnet.entity);
    const std::string where = zone.name ? std::string(*zone.name) : std::string("the zone of its subnet");
    lint::Draft draft;
    draft.resource = workload.resource;
    draft.cause = subnet.entity->name();
    draft.message = "the workload runs in " + where + " (subnet " + std::string(subnet.entity->name()) +
                    "), where the Elastic Inference endpoint has no subnet";
    draft.help = "give the endpoint a subnet in " + where + ", or run the workload in a zone the endpoint is in";
    if (zone.argument.span.valid()) draft.related.push_back({zone.argument.span, "the workload's zone"});
    check.reporter.report(std::move(draft));
  }
}

void check(lint::Check& check) {
  aws::for_each_ei_workload(check.model, check.world,
                            [&](const aws::Workload& workload, const std::vector<aws::Site>& sites) {
                              for (const aws::Site& site : sites) check_site(check, workload, site);
                            });
}

const lint::Rule rule{
    {.code = "EI403",
     .name = "workload-az-not-covered",
     .severity = lint::Severity::warning,
     .summary = "a workload runs in an Availability Zone in which the EI endpoint has no subnet",
     .explanation =
         "The set-up guide asks for an endpoint in all of the Availability Zones where Elastic Inference is available. "
         "An accelerator is attached in the zone of the workload; a workload in a zone without the endpoint depends on "
         "another zone for every call, if it gets an accelerator at all.",
     .bad = R"(resource "aws_vpc_endpoint" "ei" {
  subnet_ids = [aws_subnet.a.id, aws_subnet.b.id] # us-west-2a, us-west-2b
  # ...
}
resource "aws_sagemaker_notebook_instance" "lab" {
  subnet_id         = aws_subnet.c.id # us-west-2c
  accelerator_types = ["ml.eia2.medium"]
  # ...
})",
     .good = R"(resource "aws_vpc_endpoint" "ei" {
  subnet_ids = [aws_subnet.a.id, aws_subnet.b.id, aws_subnet.c.id]
  # ...
})",
     .fix_hint = "Add a subnet of the workload's zone to the endpoint."},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei403
