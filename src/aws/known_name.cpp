#include "aws/known_name.h"

#include "aws/adapters/fields.h"

namespace tieline::aws {
namespace {

using graph::Resource;
using value::Kind;
using MaybeName = std::optional<std::string_view>;

MaybeName literal(Value value) { return value.is(Kind::string) ? MaybeName(value.string()) : std::nullopt; }

/// A name that a lookup asks for; with a wildcard it asks for many.
MaybeName asked_name(Value value) {
  const MaybeName name = literal(value);
  return name && !name->empty() && name->find_first_of("*?") == std::string_view::npos ? name : std::nullopt;
}

/// The one value of a filter of a data source.
MaybeName filtered(const Resource& resource, std::string_view by) {
  for (const Value filter : raw_field(resource.attributes, {"filter", ""}, Dialect::terraform).items()) {
    const Value* name = filter.find("name");
    const Value* values = filter.find("values");
    if (name == nullptr || values == nullptr || literal(*name) != by) continue;
    if (values->items().size() == 1) return asked_name(values->items().front());
  }
  return std::nullopt;
}

/// What stands in the Name tag; `none` where there certainly is no such tag.
MaybeName tagged(const Resource& resource, Dialect dialect, MaybeName none) {
  const Value tags = raw_field(resource.attributes, names::tags, dialect);
  if (tags.is_null()) return none;
  if (const Value* name = tags.find("Name"); name != nullptr) {
    return tags.rest() != nullptr && tags.rest_overrides() ? std::nullopt : literal(*name);
  }
  if (tags.is(Kind::mapping)) return tags.rest() != nullptr ? std::nullopt : none;
  if (!tags.is(Kind::sequence)) return std::nullopt;
  for (const Value tag : tags.items()) {
    if (!tag.is(Kind::mapping)) return std::nullopt;
    const MaybeName key = literal(raw_field(tag, {"key", "Key"}, dialect));
    if (!key) return std::nullopt;
    if (*key == "Name") return literal(raw_field(tag, {"value", "Value"}, dialect));
  }
  return none;
}

MaybeName looked_up_name(const Resource& resource, const TypeInfo& info) {
  const Name own = own_name(info.subject);
  if (!own.terraform.empty()) {
    const MaybeName name = asked_name(raw_field(resource.attributes, own, info.dialect));
    return name ? name : filtered(resource, "group-name");
  }
  const MaybeName name = tagged(resource, info.dialect, std::nullopt);
  return name ? name : filtered(resource, "tag:Name");
}

}  // namespace

std::optional<std::string_view> known_name(const Resource& resource, const TypeInfo& info) {
  if (resource.mode == graph::Mode::data) return looked_up_name(resource, info);
  if (info.adopted) return std::nullopt;
  const Name own = own_name(info.subject);
  if (own.terraform.empty()) return tagged(resource, info.dialect, "");
  const Value name = raw_field(resource.attributes, own, info.dialect);
  if (!name.is_null()) return literal(name);
  // A prefix, and something that the provider adds.
  const bool prefixed = !raw_field(resource.attributes, {"name_prefix", ""}, info.dialect).is_null();
  return prefixed ? std::nullopt : MaybeName("");
}

}  // namespace tieline::aws
