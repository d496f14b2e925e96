#include <charconv>
#include <utility>

#include "aws/index.h"
#include "aws/tracer.h"

namespace tieline::aws {
namespace {

using value::Kind;

/// `names[2]` as the list's name and the index; nullopt for anything else.
std::optional<std::pair<std::string_view, std::string_view>> element_of(std::string_view text) {
  if (!text.ends_with(']')) return std::nullopt;
  const std::size_t bracket = text.rfind('[');
  if (bracket == std::string_view::npos) return std::nullopt;
  const std::string_view index = text.substr(bracket + 1, text.size() - bracket - 2);
  const bool number = !index.empty() && index.find_first_not_of("0123456789") == std::string_view::npos;
  return number ? std::optional(std::pair(text.substr(0, bracket), index)) : std::nullopt;
}

/// Whether two zones that are elements of a list of zones, in which none stands twice, are the same element.
Answer same_element(Value a, Value b) {
  if (a.reference() != nullptr && b.reference() != nullptr) {
    if (a.reference()->resource != b.reference()->resource || a.reference()->resource->symbolic ||
        a.reference()->resource->type != "aws_availability_zones") {
      return Answer::unknown;
    }
    const auto in_a = element_of(a.reference()->attribute);
    const auto in_b = element_of(b.reference()->attribute);
    return in_a && in_b && in_a->first == in_b->first ? value::answer(in_a->second == in_b->second) : Answer::unknown;
  }
  const auto in_a = element_of(a.refinement().cause);
  const auto in_b = element_of(b.refinement().cause);
  if (!in_a || !in_b || in_a->first != in_b->first || !in_a->first.starts_with("Fn::GetAZs")) return Answer::unknown;
  return value::answer(in_a->second == in_b->second);
}

/// Whether two settled values that name a zone name the same one.
Answer same_zone_value(Value a, Value b) {
  if (a.is(Kind::string) && b.is(Kind::string)) return value::answer(a.string() == b.string());
  const auto key_a = identity_text(a);
  const auto key_b = identity_text(b);
  if (key_a && key_b && *key_a == *key_b) return Answer::yes;
  // "${var.region}a" and "${var.region}b": the same unknown text, with different known text after it.
  if (a.is(Kind::template_) && b.is(Kind::template_) && a.items().size() == 2 && b.items().size() == 2) {
    const auto head_a = identity_text(a.items()[0]);
    const auto head_b = identity_text(b.items()[0]);
    if (head_a && head_b && *head_a == *head_b && a.items()[1].is(Kind::string) && b.items()[1].is(Kind::string)) {
      return Answer::no;
    }
  }
  return same_element(a, b);
}

}  // namespace

Ref<Vpc> Model::Index::default_vpc_of(const Resource& resource) const {
  const Vpc* found = &default_vpc;
  for (const Vpc* vpc : vpcs.declared()) {
    const bool one = vpc->adopted && !vpc->resource->symbolic && vpc->resource->region == resource.region;
    if (one && vpc->resource->when.is_always()) found = vpc;
  }
  return {.entity = found};
}

Ref<Vpc> Model::vpc(World& world, const Subnet& subnet) const {
  if (subnet.resource == nullptr) return {};
  if (subnet.declared() && subnet.adopted) return index_->default_vpc_of(*subnet.resource);
  return index_->resolve(world, *subnet.resource, index_->vpcs, index_->fields(world, subnet).get(names::vpc));
}

Zone Model::zone(World& world, const Subnet& subnet) const {
  const Fields fields = index_->fields(world, subnet);
  Zone zone;
  zone.argument = fields.get(names::zone);
  if (!zone.argument.given || !zone.argument.value.is_known()) {
    if (const Argument id = fields.get(names::zone_id); id.given && id.value.is(Kind::string)) {
      zone.argument = id;
      zone.by_id = true;
    }
  }
  zone.name = zone.argument.text();
  return zone;
}

Answer Model::same_zone(World& world, const Ref<Subnet>& a, const Ref<Subnet>& b) const {
  if (a.entity == nullptr || b.entity == nullptr) return same(a, b) == Answer::yes ? Answer::yes : Answer::unknown;
  if (same(a, b) == Answer::yes) return Answer::yes;
  const Zone zone_a = zone(world, *a.entity);
  const Zone zone_b = zone(world, *b.entity);
  // AWS chooses the zone of a subnet that is declared without one. Names and ids of zones have no fixed relation.
  if (!zone_a.argument.given || !zone_b.argument.given || zone_a.by_id != zone_b.by_id) return Answer::unknown;
  // What is unknown may differ between the instances that one symbolic resource stands for.
  if ((a.some_instance || b.some_instance) && !(zone_a.name && zone_b.name)) return Answer::unknown;
  return same_zone_value(zone_a.argument.value, zone_b.argument.value);
}

Answer Model::dns_support(World& world, const Vpc& vpc, Argument* argument) const {
  const Argument written = index_->fields(world, vpc).get(names::dns_support);
  if (argument != nullptr) *argument = written;
  return written.truth(true);
}

Answer Model::dns_hostnames(World& world, const Vpc& vpc, Argument* argument) const {
  const Argument written = index_->fields(world, vpc).get(names::dns_hostnames);
  if (argument != nullptr) *argument = written;
  return written.truth(false);
}

}  // namespace tieline::aws
