#include "aws/edits/network_edits.h"
#include "rules/elastic_inference/endpoints.h"

namespace tieline::rules::ei209 {
namespace {

void check(lint::Check& check) {
  aws::for_each_ei_endpoint(check.model, check.world, [&](const aws::VpcEndpoint& endpoint, const aws::ServiceName&) {
    for (const aws::PolicySource& policy : check.model.endpoint_policies(check.world, endpoint).items) {
      if (policy.possible || !policy.document.given || policy.document.may_be_null()) continue;
      const bool own = policy.carrier == endpoint.resource;
      lint::Draft draft;
      draft.resource = endpoint.resource;
      if (own) draft.span = policy.document.key_span;
      draft.message = "the endpoint has a policy, which Elastic Inference does not support: it restricts nothing";
      draft.help = "remove the policy; restrict callers by the endpoint's security group and their roles";
      if (!own) draft.related.push_back({policy.carrier->header, "the policy is attached here"});
      offer(draft, "remove the policy", false,
            aws::edits::remove_endpoint_policy(check.editor, *endpoint.resource, policy));
      check.reporter.report(std::move(draft));
      return;
    }
  });
}

const lint::Rule rule{
    {.code = "EI209",
     .name = "endpoint-policy-unsupported",
     .severity = lint::Severity::warning,
     .summary = "the EI endpoint has a policy, which the service does not support",
     .explanation =
         "The Elastic Inference service does not support VPC endpoint policies. One that is written down looks like "
         "protection and is none.",
     .bad = R"(resource "aws_vpc_endpoint" "ei" {
  service_name = "com.amazonaws.us-west-2.elastic-inference.runtime"
  policy       = data.aws_iam_policy_document.endpoint.json
  # ...
})",
     .good = R"(resource "aws_vpc_endpoint" "ei" {
  service_name = "com.amazonaws.us-west-2.elastic-inference.runtime"
  # ...
})",
     .fix_hint = "Remove the policy.",
     .fix = lint::FixKind::unsafe},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei209
