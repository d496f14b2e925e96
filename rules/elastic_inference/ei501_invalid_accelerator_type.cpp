#include "rules/elastic_inference/endpoints.h"

namespace tieline::rules::ei501 {
namespace {

void check(lint::Check& check) {
  aws::for_each_ei_workload(
      check.model, check.world, [&](const aws::Workload& workload, const std::vector<aws::Site>& sites) {
        const auto valid = aws::facts::accelerator_types(workload.kind);
        for (const aws::Site& site : sites) {
          for (const aws::Accelerator& accelerator : site.accelerators) {
            const auto type = accelerator.type.text();
            if (accelerator.possible || !type || aws::facts::is_accelerator_type(workload.kind, *type)) continue;
            lint::Draft draft;
            draft.resource = workload.resource;
            draft.span = accelerator.type.span;
            draft.cause = *type;
            draft.message = "'" + std::string(*type) + "' is not an accelerator type of " +
                            (aws::is_sagemaker(workload.kind) ? "SageMaker" : "EC2 and ECS");
            draft.help = "use one of " + listed(valid);
            check.reporter.report(std::move(draft));
          }
        }
      });
}

const lint::Rule rule{
    {.code = "EI501",
     .name = "invalid-accelerator-type",
     .severity = lint::Severity::error,
     .summary = "the accelerator type does not exist",
     .explanation =
         "SageMaker knows ml.eia1 and ml.eia2, EC2 and ECS know eia1 and eia2, each as medium, large and xlarge. AWS "
         "rejects anything else.",
     .bad = R"(resource "aws_sagemaker_notebook_instance" "lab" {
  accelerator_types = ["eia2.medium"]
  # ...
})",
     .good = R"(resource "aws_sagemaker_notebook_instance" "lab" {
  accelerator_types = ["ml.eia2.medium"]
  # ...
})",
     .fix_hint = "Write one of the types that exist; SageMaker's begin with ml."},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei501
