#include "rules/elastic_inference/security_groups.h"

namespace tieline::rules::ei307 {
namespace {

void report(lint::Check& check, const GroupRole& of_endpoint, const GroupRole& of_workload) {
  lint::Draft draft;
  draft.resource = of_endpoint.endpoint->resource;
  draft.cause = name_of(of_endpoint.group.entity);
  draft.message = "the security group " + name_of(of_endpoint.group.entity) +
                  " is attached both to this endpoint and to the workload " + std::string(of_workload.workload->name());
  draft.help = "make two groups: one for the endpoint, and one for the workload that may call the first";
  draft.related.push_back({of_endpoint.group.span, "attached to the endpoint here"});
  draft.related.push_back({of_workload.group.span, "attached to the workload here"});
  check.reporter.report(std::move(draft));
}

void check(lint::Check& check) {
  const EiGroups& groups = check.elastic_inference.groups();
  for (const GroupRole& of_endpoint : groups.endpoint_groups.items()) {
    const SecurityGroup* group = of_endpoint.group.entity;
    if (group == nullptr || of_endpoint.group.possible) continue;
    check.world.explore([&] {
      if (!check.world.decide(of_endpoint.when) || !is_shared(check, *group)) return;
      groups.client_groups.for_each_like(group, [&](const GroupRole& of_workload) {
        if (of_workload.workload == nullptr || of_workload.group.possible) return false;
        if (aws::same(group, of_workload.group.entity) != Answer::yes) return false;
        if (!check.world.decide(of_workload.when)) return false;
        report(check, of_endpoint, of_workload);
        return true;
      });
    });
  }
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
