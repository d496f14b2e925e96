#include "rules/elastic_inference/endpoints.h"

namespace tieline::rules {
namespace {

void check(lint::Check& check) {
  aws::for_each_ei_workload(
      check.model, check.world, [&](const aws::Workload& workload, const std::vector<aws::Site>&) {
        lint::Draft draft;
        draft.resource = workload.resource;
        draft.message = "AWS takes no new Elastic Inference customers since 15 April 2023";
        draft.help = aws::is_sagemaker(workload.kind)
                         ? "for new work use AWS Inferentia (ml.inf1, ml.inf2) or a small GPU instance (ml.g4dn.xlarge)"
                         : "for new work use AWS Inferentia (inf1, inf2) or a small GPU instance (g4dn.xlarge)";
        check.reporter.report(std::move(draft));
      });
}

const lint::Rule rule{
    {.code = "EI503",
     .name = "ei-discontinued",
     .severity = lint::Severity::info,
     .summary = "AWS takes no new customers for Elastic Inference",
     .explanation =
         "AWS announced that it takes no new customers for Elastic Inference from 15 April 2023 on. Accounts that used "
         "it before could go on; new work is better built on AWS Inferentia or a small GPU instance.",
     .bad = R"(resource "aws_sagemaker_notebook_instance" "lab" {
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
  # ...
})",
     .good = R"(resource "aws_sagemaker_notebook_instance" "lab" {
  instance_type = "ml.g4dn.xlarge"
  # ...
})",
     .fix_hint = "Plan the move to Inferentia or to a GPU instance."},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules
