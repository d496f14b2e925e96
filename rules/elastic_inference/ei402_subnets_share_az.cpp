#include "rules/elastic_inference/endpoints.h"

namespace tieline::rules::ei402 {
namespace {

std::string in_zone(lint::Check& check, const aws::Subnet& subnet) {
  const aws::Zone zone = check.model.zone(check.world, subnet);
  return zone.name ? "the Availability Zone " + std::string(*zone.name) : std::string("the same Availability Zone");
}

void relate(lint::Check& check, lint::Draft& draft, const aws::Ref<aws::Subnet>& subnet) {
  const aws::Zone zone = check.model.zone(check.world, *subnet.entity);
  if (zone.argument.span.valid()) {
    draft.related.push_back({zone.argument.span, "the zone of " + std::string(subnet.entity->name())});
  }
}

void check(lint::Check& check) {
  aws::for_each_ei_endpoint(check.model, check.world, [&](const aws::VpcEndpoint& endpoint, const aws::ServiceName&) {
    const auto subnets = check.model.subnets(check.world, endpoint);
    for (std::size_t later = 1; later < subnets.items.size(); ++later) {
      const auto& second = subnets.items[later];
      for (std::size_t earlier = 0; earlier < later; ++earlier) {
        const auto& first = subnets.items[earlier];
        if (first.entity == nullptr || second.entity == nullptr || first.possible || second.possible) continue;
        if (same(first, second) != Answer::no) continue;
        if (check.model.same_zone(check.world, first, second) != Answer::yes) continue;
        lint::Draft draft;
        draft.resource = endpoint.resource;
        draft.span = subnets.span;
        draft.message = "the endpoint's subnets " + std::string(first.entity->name()) + " and " +
                        std::string(second.entity->name()) + " are both in " + in_zone(check, *second.entity) +
                        "; AWS takes one subnet for each zone";
        draft.help = "choose subnets of different Availability Zones";
        relate(check, draft, first);
        relate(check, draft, second);
        check.reporter.report(std::move(draft));
        return;
      }
    }
  });
}

const lint::Rule rule{
    {.code = "EI402",
     .name = "subnets-share-az",
     .severity = lint::Severity::error,
     .summary = "two subnets of the EI endpoint are in the same Availability Zone",
     .explanation =
         "AWS takes one subnet for each Availability Zone and rejects an endpoint with two in one zone. Two subnets in "
         "one zone also are not the two zones that Elastic Inference needs.",
     .bad = R"(resource "aws_subnet" "a" {
  availability_zone = "us-west-2a"
  # ...
}
resource "aws_subnet" "b" {
  availability_zone = "us-west-2a"
  # ...
}
resource "aws_vpc_endpoint" "ei" {
  subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]
  # ...
})",
     .good = R"(resource "aws_subnet" "b" {
  availability_zone = "us-west-2b"
  # ...
})",
     .fix_hint = "Put the subnets into different Availability Zones."},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei402
