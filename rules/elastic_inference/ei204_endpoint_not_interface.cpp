#include "aws/edits/network_edits.h"
#include "rules/elastic_inference/endpoints.h"

namespace tieline::rules::ei204 {
namespace {

void check(lint::Check& check) {
  aws::for_each_ei_endpoint(check.model, check.world, [&](const aws::VpcEndpoint& endpoint, const aws::ServiceName&) {
    const aws::Argument type = check.model.endpoint_type(check.world, endpoint);
    const auto written = type.text();
    if (type.given && (!written || *written == "Interface")) return;
    lint::Draft draft;
    draft.resource = endpoint.resource;
    draft.span = type.span;
    draft.message = type.given ? "the endpoint is of type " + std::string(*written) +
                                     "; Elastic Inference is reached through an Interface endpoint"
                               : std::string(
                                     "the endpoint's type is not given, so it is a Gateway; Elastic "
                                     "Inference is reached through an Interface endpoint");
    const bool terraform = endpoint.resource->language == graph::Language::terraform;
    draft.help = terraform ? "write vpc_endpoint_type = \"Interface\"" : "write VpcEndpointType: Interface";
    offer(draft, "make it an Interface endpoint", true,
          type.given ? replace_string(check, type, "Interface")
                     : aws::edits::give_interface_type(check.editor, *endpoint.resource));
    check.reporter.report(std::move(draft));
  });
}

const lint::Rule rule{
    {.code = "EI204",
     .name = "endpoint-not-interface",
     .severity = lint::Severity::error,
     .summary = "the EI endpoint is not of type Interface",
     .explanation =
         "Elastic Inference is offered through interface endpoints (PrivateLink). Both Terraform and CloudFormation "
         "make a Gateway endpoint where nothing is said, and AWS rejects that for this service.",
     .bad = R"(EiEndpoint:
  Type: AWS::EC2::VPCEndpoint
  Properties:
    ServiceName: !Sub com.amazonaws.${AWS::Region}.elastic-inference.runtime
    VpcId: !Ref Vpc
    # ...)",
     .good = R"(EiEndpoint:
  Type: AWS::EC2::VPCEndpoint
  Properties:
    ServiceName: !Sub com.amazonaws.${AWS::Region}.elastic-inference.runtime
    VpcEndpointType: Interface
    VpcId: !Ref Vpc
    # ...)",
     .fix_hint = "Set the endpoint's type to Interface.",
     .fix = lint::FixKind::safe},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei204
