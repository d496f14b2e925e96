#include "rules/elastic_inference/security_groups.h"

namespace tieline::rules::ei307 {
namespace {

void check_endpoint_group(lint::Check& check, const EiGroups& groups, const GroupRole& of_endpoint) {
  if (of_endpoint.endpoint == nullptr || of_endpoint.group.possible) return;
  for (const GroupRole& of_workload : groups.client_groups) {
    if (of_workload.workload == nullptr || of_workload.group.possible) continue;
    if (aws::same(of_endpoint.group.entity, of_workload.group.entity) != Answer::yes) continue;
    lint::Draft draft;
    draft.resource = of_endpoint.endpoint->resource;
    draft.cause = name_of(of_endpoint.group.entity);
    draft.message = "the security group " + name_of(of_endpoint.group.entity) +
                    " is attached both to this endpoint and to the workload " +
                    std::string(of_workload.workload->name());
    draft.help = "make two groups: one for the endpoint, and one for the workload that may call the first";
    draft.related.push_back({of_endpoint.group.span, "attached to the endpoint here"});
    draft.related.push_back({of_workload.group.span, "attached to the workload here"});
    check.reporter.report(std::move(draft));
    return;
  }
}

void check(lint::Check& check) {
  check.world.explore([&] {
    const EiGroups groups = aws::ei_groups(check.model, check.world);
    for (const GroupRole& of_endpoint : groups.endpoint_groups) check_endpoint_group(check, groups, of_endpoint);
  });
}

const lint::Rule rule{
    {.code = "EI307",
     .name = "shared-security-group",
     .severity = lint::Severity::error,
     .summary = "one security group is attached both to the EI endpoint and to an EI workload",
     .explanation =
         "The set-up guide needs two groups, because the reference between them goes one way: the endpoint's group "
         "takes connections from the client group, and the client group takes none. One group cannot be both.",
     .bad = R"(resource "aws_vpc_endpoint" "ei" {
  # ...
  security_group_ids = [aws_security_group.shared.id]
}
resource "aws_sagemaker_notebook_instance" "lab" {
  # ...
  security_groups = [aws_security_group.shared.id]
})",
     .good = R"(resource "aws_vpc_endpoint" "ei" {
  # ...
  security_group_ids = [aws_security_group.endpoint.id]
}
resource "aws_sagemaker_notebook_instance" "lab" {
  # ...
  security_groups = [aws_security_group.client.id]
})",
     .fix_hint = "Create a second security group and attach one to the endpoint, the other to the workload."},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei307
