#include "aws/edits/network_edits.h"
#include "rules/elastic_inference/endpoints.h"

namespace tieline::rules::ei207 {
namespace {

void check(lint::Check& check) {
  aws::for_each_ei_endpoint(check.model, check.world, [&](const aws::VpcEndpoint& endpoint, const aws::ServiceName&) {
    const auto vpc = check.model.vpc(check.world, endpoint);
    if (!vpc.declared() || check.model.private_dns(check.world, endpoint).truth(false) != Answer::yes) return;
    aws::Argument support;
    aws::Argument names;
    const bool no_support = check.model.dns_support(check.world, *vpc.entity, &support) == Answer::no;
    const bool no_names = check.model.dns_hostnames(check.world, *vpc.entity, &names) == Answer::no;
    if (!no_support && !no_names) return;
    const bool terraform = vpc.entity->resource->language == graph::Language::terraform;
    const std::string_view support_name = terraform ? "enable_dns_support" : "EnableDnsSupport";
    const std::string_view names_name = terraform ? "enable_dns_hostnames" : "EnableDnsHostnames";
    std::string off;
    if (no_support) off += "DNS support";
    if (no_names) off += no_support ? " and DNS host names" : "DNS host names";
    lint::Draft draft;
    draft.resource = endpoint.resource;
    draft.message = "private DNS is on, but " + off +
                    (no_support && no_names ? " are"
                     : no_names             ? " are"
                                            : " is") +
                    " off in " + std::string(vpc.entity->name()) + "; AWS rejects the endpoint";
    const std::string_view assign = terraform ? " = true" : ": true";
    draft.help = "set ";
    if (no_support) draft.help += std::string(support_name) + std::string(assign);
    if (no_names) {
      draft.help += (no_support ? " and " : "") + std::string(names_name) + std::string(assign);
    }
    draft.help += " in the VPC";
    draft.related.push_back({vpc.entity->resource->header, no_names && !names.given
                                                               ? "this VPC does not switch DNS host names on, which "
                                                                 "are off by default"
                                                               : "the VPC is declared here"});
    if (no_support && support.span.valid()) draft.related.push_back({support.span, "switched off here"});
    if (no_names && names.span.valid()) draft.related.push_back({names.span, "switched off here"});
    const graph::Resource& declared = *vpc.entity->resource;
    edit::Edits edits;
    const auto add = [&](const edit::Edits& more) { edits.insert(edits.end(), more.begin(), more.end()); };
    if (no_support) {
      add(support.given ? aws::edits::switch_on(check.editor, support)
                        : aws::edits::give_dns_support(check.editor, declared));
    }
    if (no_names) {
      add(names.given ? aws::edits::switch_on(check.editor, names)
                      : aws::edits::give_dns_hostnames(check.editor, declared));
    }
    const bool all = edits.size() == static_cast<std::size_t>(no_support) + static_cast<std::size_t>(no_names);
    if (all) offer(draft, "switch DNS on in the VPC", false, std::move(edits));
    check.reporter.report(std::move(draft));
  });
}

const lint::Rule rule{
    {.code = "EI207",
     .name = "vpc-dns-disabled",
     .severity = lint::Severity::error,
     .summary = "private DNS is on for the endpoint, but DNS support or DNS host names are off in its VPC",
     .explanation =
         "AWS accepts an endpoint with private DNS only in a VPC that has both DNS support and DNS host names. Support "
         "is on in a new VPC, host names are off.",
     .bad = R"(resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_vpc_endpoint" "ei" {
  vpc_id              = aws_vpc.main.id
  private_dns_enabled = true
  # ...
})",
     .good = R"(resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
})",
     .fix_hint = "Switch DNS support and DNS host names on in the VPC.",
     .fix = lint::FixKind::unsafe},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei207
