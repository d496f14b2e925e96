#include "rules/elastic_inference/permissions.h"

namespace tieline::rules::ei108 {
namespace {

/// Whether the role trusts the service under the name it has in the role's partition.
Answer trusts(lint::Check& check, const aws::Role& role, const aws::iam::Document& policy, const std::string& service) {
  const Answer trusted = aws::iam::trusts(check.world, policy, service);
  const value::Value region = check.model.region(check.world, *role.resource);
  if (region.is(value::Kind::string) && !region.string().starts_with("cn-")) return trusted;
  return trusted || aws::iam::trusts(check.world, policy, service + ".cn");
}

void check(lint::Check& check) {
  aws::iam::RoleReader reader(check.model, check.world, check.sources);
  PermissionFaults faults(check);
  for_each_ei_role(check, [&](const EiRole& role) {
    const aws::iam::Document* policy = reader.trust_policy(role.role);
    if (policy == nullptr) return;
    const std::string service(aws::service_principal(role.workload.kind));
    if (trusts(check, role.role, *policy, service) != Answer::no) return;
    const aws::Argument written = check.model.trust_policy(check.world, role.role);
    PermissionFaults::Fault fault{service};
    if (written.span.valid()) fault.places.push_back({written.span, "the trust policy"});
    faults.add({role.role.resource}, role, std::move(fault));
  });
  faults.report([](PermissionFaults::Group& group) {
    group.draft.message = "the trust policy of the role does not let " + group.all + " assume it";
    group.draft.help = "allow sts:AssumeRole to " + group.all + " in the trust policy";
  });
}

const lint::Rule rule{
    {.code = "EI108",
     .name = "untrusted-service",
     .severity = lint::Severity::error,
     .summary = "the trust policy of the role does not let the service of the workload assume it",
     .explanation =
         "A service works with a role only if the trust policy of the role (`AssumeRolePolicyDocument`) lets it: "
         "`sagemaker.amazonaws.com` for notebooks and endpoints, `ec2.amazonaws.com` for instances, "
         "`ecs-tasks.amazonaws.com` for tasks. Otherwise the workload cannot be created.",
     .bad = R"(resource "aws_iam_role" "execution" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ec2.amazonaws.com" }
    }]
  })
}
resource "aws_sagemaker_notebook_instance" "lab" {
  role_arn          = aws_iam_role.execution.arn
  accelerator_types = ["ml.eia2.medium"]
  # ...
})",
     .good = R"(resource "aws_iam_role" "execution" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })
})",
     .fix_hint = "Add the service to the principals of the trust policy."},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei108
