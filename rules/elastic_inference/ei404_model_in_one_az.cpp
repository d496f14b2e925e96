#include "rules/elastic_inference/endpoints.h"

namespace tieline::rules::ei404 {
namespace {

void check(lint::Check& check) {
  aws::for_each_ei_workload(
      check.model, check.world, [&](const aws::Workload& workload, const std::vector<aws::Site>& sites) {
        for (const aws::Site& site : sites) {
          if (!site.model.declared()) continue;
          const auto subnets = check.model.subnets(check.world, *site.model.entity);
          const auto most = subnets.max_distinct();
          if (!subnets.given || !most || *most >= 2) continue;
          lint::Draft draft;
          draft.resource = site.model.entity->resource;
          draft.span = subnets.span;
          draft.message = "the model " + std::string(site.model.entity->name()) + " has " +
                          (*most == 0 ? "no subnet" : "only one subnet") +
                          " in its VPC configuration, so its instances all run in one Availability Zone";
          draft.help = "give the model subnets of at least two Availability Zones";
          draft.related.push_back({workload.resource->header, "served with an accelerator here"});
          check.reporter.report(std::move(draft));
        }
      });
}

const lint::Rule rule{
    {.code = "EI404",
     .name = "model-in-one-az",
     .severity = lint::Severity::warning,
     .summary = "an EI model's VPC configuration has fewer than two different subnets",
     .explanation =
         "Elastic Inference needs at least two Availability Zones. A model whose VPC configuration names a single "
         "subnet ties every instance of its endpoint to one zone, where an accelerator may not be available.",
     .bad = R"(resource "aws_sagemaker_model" "served" {
  vpc_config {
    subnets            = [aws_subnet.a.id]
    security_group_ids = [aws_security_group.client.id]
  }
  # ...
})",
     .good = R"(resource "aws_sagemaker_model" "served" {
  vpc_config {
    subnets            = [aws_subnet.a.id, aws_subnet.b.id]
    security_group_ids = [aws_security_group.client.id]
  }
  # ...
})",
     .fix_hint = "Add a subnet of another Availability Zone to the model's VPC configuration."},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei404
