#include <string>

#include "terraform/collections.h"
#include "terraform/console_notation.h"
#include "terraform/convert.h"
#include "terraform/functions/function.h"
#include "terraform/unicode.h"
#include "terraform/unify.h"

/// Explicit conversions, marks, and the console's `type`.
namespace tieline::terraform {
namespace {

using value::Kind;
using value::MappingEntry;
using value::Naming;
using value::TypeKind;

/// Why a value that might have been converted was not.
std::string conversion_failure(Value value, const Type& got, const Type& wanted) {
  const std::string name = friendly_name(got, Naming::of_value);
  if (value.is_sensitive()) return "cannot convert this sensitive " + name + " to " + friendly_name(wanted);
  if (got.kind == TypeKind::string && wanted.kind == TypeKind::boolean) {
    return "cannot convert " + quote(value.string()) + " to bool; only the strings \"true\" or \"false\" are allowed";
  }
  if (got.kind == TypeKind::string && wanted.kind == TypeKind::number) {
    return "cannot convert " + quote(value.string()) +
           " to number; given string must be a decimal representation of a number";
  }
  return "cannot convert " + name + " to " + friendly_name(wanted);
}

CallResult convert_to(Call& call, const Type& wanted) {
  const Value value = call[0];
  const ConvertResult converted = convert(call.arena(), call.context.conditions, value, wanted);
  if (!converted.error) return {converted.value};
  const Type* got = value::type_of(call.arena(), value);
  if (!value::same_type(*got, wanted) && !convertible(call.arena(), *got, wanted, Safety::unsafe)) {
    return call.fail(0, "cannot convert " + friendly_name(*got, Naming::of_value) + " to " + friendly_name(wanted));
  }
  return call.fail(0, conversion_failure(value, *got, wanted));
}

CallResult to_own_result(Call& call) { return convert_to(call, *call.function.result); }

CallResult sensitive(Call& call) { return {with_sensitive(call.arena(), call[0])}; }
CallResult nonsensitive(Call& call) { return {with_sensitive(call.arena(), call[0], false)}; }

CallResult issensitive(Call& call) {
  if (call[0].is_sensitive()) return call.boolean(true);
  if (call[0].is(Kind::unknown)) return call.unknown();
  return call.boolean(false);
}

Value without_ephemeral(Call& call, Value value) {
  if (!value.is_ephemeral()) return value;
  std::vector<Value> items;
  std::vector<MappingEntry> entries;
  bool inside = false;
  for (const Value item : value.items()) {
    inside = inside || item.is_ephemeral();
    items.push_back(without_ephemeral(call, item));
  }
  for (MappingEntry entry : value.entries()) {
    inside = inside || entry.value.is_ephemeral();
    entry.value = without_ephemeral(call, entry.value);
    entries.push_back(entry);
  }
  if (!inside) return value::null_of(call.arena(), value::type_of(call.arena(), value), value.span());
  const Value copy = value.is(Kind::mapping) ? value::mapping(call.arena(), entries, value.flavour(), value.span())
                                             : value::sequence(call.arena(), items, value.flavour(), value.span());
  return with_flavour(call.arena(), with_marks_of(call.arena(), copy, with_ephemeral(call.arena(), value, false)),
                      value.flavour(), value.element_type());
}

CallResult ephemeralasnull(Call& call) { return {without_ephemeral(call, call[0])}; }

CallResult type(Call& call) { return call.string(type_notation(call[0])); }

}  // namespace

void add_type_functions(std::vector<Function>& table) {
  const Type* any = value::any_type();
  constexpr unsigned all = takes_null | takes_unknown | takes_any | keeps_marks;
  const std::pair<std::string_view, const Type*> conversions[] = {
      {"tostring", value::string_type()},
      {"tonumber", value::number_type()},
      {"tobool", value::boolean_type()},
      {"tolist", list_of(any)},
      {"toset", set_of(any)},
      {"tomap", map_of(any)},
  };
  for (const auto& [name, result] : conversions) {
    table.push_back({name, {{"v", any, all}}, {}, result, to_own_result, true});
  }
  table.push_back({"sensitive", {{"value", any, all}}, {}, any, sensitive, true});
  table.push_back({"nonsensitive", {{"value", any, all | drops_marks}}, {}, any, nonsensitive, true});
  table.push_back({"issensitive", {{"value", any, all | drops_marks}}, {}, value::boolean_type(), issensitive});
  table.push_back({"ephemeralasnull", {{"value", any, all | drops_marks}}, {}, any, ephemeralasnull, true});
  table.push_back({"type", {{"value", any, all & ~keeps_marks}}, {}, value::string_type(), type});
}

}  // namespace tieline::terraform
