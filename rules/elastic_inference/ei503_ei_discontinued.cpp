#include "rules/elastic_inference/endpoints.h"

namespace tieline::rules::ei503 {
namespace {

void check(lint::Check& check) {
  aws::for_each_ei_workload(
      check.model, check.world, [&](const aws::Workload& workload, const std::vector<aws::Site>&) {
        lint::Draft draft;
        draft.resource = workload.resource;
        draft.message =
            "AWS takes no new Elastic Inference customers since 15 April 2023, and has since documented the service "
            "as no longer available";
        draft.help = aws::is_sagemaker(workload.kind)
                         ? "plan the move to AWS Inferentia (ml.inf1, ml.inf2) or a small GPU instance (ml.g4dn.xlarge)"
                         : "plan the move to AWS Inferentia (inf1, inf2) or a small GPU instance (g4dn.xlarge)";
        check.reporter.report(std::move(draft));
      });
}

const lint::Rule rule{
    {.code = "EI503",
     .name = "ei-discontinued",
     .severity = lint::Severity::info,
     .summary = "AWS takes no new customers for Elastic Inference, and calls it no longer available",
     .explanation =
         "AWS takes no new customers for Elastic Inference since 15 April 2023; accounts that used it could go on for "
         "a "
         "while. By now the API references of Amazon EC2, Amazon ECS and SageMaker call it no longer available, and "
         "version 6 of Terraform's AWS provider has no arguments for it. AWS Inferentia chips, small GPU instances "
         "and, "
         "for small models, plain CPU instances do the work today.",
     .bad = R"(resource "aws_sagemaker_notebook_instance" "lab" {
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
  # ...
})",
     .good = R"(resource "aws_sagemaker_notebook_instance" "lab" {
  instance_type = "ml.g4dn.xlarge"
  # ...
})",
     .fix_hint = "Plan the move to an Inferentia or a GPU instance."},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei503
