#include "rules/elastic_inference/endpoints.h"

namespace tieline::rules::ei502 {
namespace {

void check(lint::Check& check) {
  aws::for_each_ei_workload(
      check.model, check.world, [&](const aws::Workload& workload, const std::vector<aws::Site>& sites) {
        for (const aws::Site& site : sites) {
          const auto type = site.instance_type.text();
          const auto gpu = type ? aws::facts::gpu_of(*type) : std::nullopt;
          if (!gpu) continue;
          lint::Draft draft;
          draft.resource = workload.resource;
          draft.span = site.instance_type.span;
          draft.message = std::string(*type) + " has a GPU of its own (" + std::string(*gpu) +
                          "); Elastic Inference accelerates CPU instances";
          draft.help = aws::is_sagemaker(workload.kind)
                           ? "use a CPU instance such as ml.m5.large with the accelerator, or drop the accelerator"
                           : "use a CPU instance such as m5.large with the accelerator, or drop the accelerator";
          check.reporter.report(std::move(draft));
        }
      });
}

const lint::Rule rule{
    {.code = "EI502",
     .name = "accelerator-on-gpu-instance",
     .severity = lint::Severity::warning,
     .summary = "an accelerator is attached to a GPU instance",
     .explanation =
         "Elastic Inference lends a part of a GPU to an instance that has none. On a GPU instance the accelerator is "
         "paid for and adds nothing.",
     .bad = R"(resource "aws_sagemaker_notebook_instance" "lab" {
  instance_type     = "ml.p3.2xlarge"
  accelerator_types = ["ml.eia2.medium"]
  # ...
})",
     .good = R"(resource "aws_sagemaker_notebook_instance" "lab" {
  instance_type     = "ml.m5.large"
  accelerator_types = ["ml.eia2.medium"]
  # ...
})",
     .fix_hint = "Choose a CPU instance, or the GPU instance without the accelerator."},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei502
