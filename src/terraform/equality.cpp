#include "terraform/equality.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>

#include "graph/resource.h"
#include "terraform/collections.h"
#include "terraform/operators.h"
#include "value/type.h"

namespace tieline::terraform {
namespace {

using value::Answer;
using value::Branch;
using value::Condition;
using value::Flavour;
using value::Kind;
using value::Reference;
using value::TypeKind;

/// Resources whose ids AWS draws itself for each one it creates, so that two of them never share one. (Ids that are
/// names, such as a role's or a bucket policy's, can coincide.) From the "Attribute Reference" pages of the AWS
/// provider's documentation.
constexpr std::string_view drawn_ids[] = {
    "aws_customer_gateway",
    "aws_ebs_volume",
    "aws_ec2_managed_prefix_list",
    "aws_ec2_transit_gateway",
    "aws_efs_access_point",
    "aws_efs_file_system",
    "aws_egress_only_internet_gateway",
    "aws_eip",
    "aws_instance",
    "aws_internet_gateway",
    "aws_launch_template",
    "aws_nat_gateway",
    "aws_network_acl",
    "aws_network_interface",
    "aws_route_table",
    "aws_security_group",
    "aws_subnet",
    "aws_vpc",
    "aws_vpc_endpoint",
    "aws_vpc_endpoint_service",
    "aws_vpc_peering_connection",
    "aws_vpc_security_group_egress_rule",
    "aws_vpc_security_group_ingress_rule",
    "aws_vpn_connection",
    "aws_vpn_gateway",
    "awscc_ec2_security_group",
    "awscc_ec2_subnet",
};

bool is_drawn_id(const Reference& reference) {
  return reference.resource->mode == graph::Mode::managed &&
         (reference.attribute == "id" || reference.attribute == "arn") &&
         std::binary_search(std::begin(drawn_ids), std::end(drawn_ids), reference.resource->type);
}

bool never_same(const Reference& a, const Reference& b) {
  return a.resource != b.resource && a.attribute == b.attribute && is_drawn_id(a) && is_drawn_id(b);
}

bool may_be_null(Value value) {
  if (value.is(Kind::unknown)) return !value.refinement().not_null;
  return value.is_null() || value.is(Kind::absent);
}

std::size_t known_size(Value string) {
  if (string.is(Kind::string)) return string.string().size();
  std::size_t size = 0;
  for (const Value part : string.items()) size += part.string().size();
  return size;
}

/// Two strings, one of them a template at least.
Answer equal_templates(Value a, Value b) {
  const auto differ = [](std::string_view x, std::string_view y, bool front) {
    const std::size_t common = std::min(x.size(), y.size());
    return front ? x.substr(0, common) != y.substr(0, common)
                 : x.substr(x.size() - common) != y.substr(y.size() - common);
  };
  for (const bool front : {true, false}) {
    if (differ(known_edge(a, front), known_edge(b, front), front)) return Answer::no;
  }
  if (a.is(Kind::string) && known_size(b) > known_size(a)) return Answer::no;
  if (b.is(Kind::string) && known_size(a) > known_size(b)) return Answer::no;
  if (a.items().size() != b.items().size() || a.items().empty()) return Answer::unknown;
  const bool same = std::equal(a.items().begin(), a.items().end(), b.items().begin(),
                               [](Value x, Value y) { return equal(x, y) == Answer::yes; });
  return same ? Answer::yes : Answer::unknown;
}

bool is_string(Value value) { return value.is(Kind::string) || value.is(Kind::template_); }

TypeKind kind_of(Value value) {
  switch (value.kind()) {
    case Kind::boolean:
      return TypeKind::boolean;
    case Kind::number:
      return TypeKind::number;
    case Kind::string:
    case Kind::template_:
      return TypeKind::string;
    case Kind::sequence:
      return value.flavour() == Flavour::list    ? TypeKind::list
             : value.flavour() == Flavour::set   ? TypeKind::set
             : value.flavour() == Flavour::tuple ? TypeKind::tuple
                                                 : TypeKind::any;
    case Kind::mapping:
      return value.flavour() == Flavour::map      ? TypeKind::map
             : value.flavour() == Flavour::object ? TypeKind::object
                                                  : TypeKind::any;
    case Kind::unknown:
      return value.refinement().type != nullptr ? value.refinement().type->kind : TypeKind::any;
    default:
      return TypeKind::any;
  }
}

/// One of them is unknown: neither null, alternatives nor template.
Answer equal_unknown(Value a, Value b) {
  if (a.is_null() || b.is_null()) return may_be_null(a) && may_be_null(b) ? Answer::unknown : Answer::no;
  if (a.is(Kind::unknown) && a.data() != nullptr && a == b) return Answer::yes;
  const TypeKind kind_a = kind_of(a);
  const TypeKind kind_b = kind_of(b);
  const bool one_is_there = !may_be_null(a) || !may_be_null(b);
  if (one_is_there && kind_a != kind_b && kind_a != TypeKind::any && kind_b != TypeKind::any) return Answer::no;
  const LengthRange length_a = length_range(a);
  const LengthRange length_b = length_range(b);
  if (one_is_there && (length_a.most < length_b.least || length_b.most < length_a.least)) {
    const bool collections = kind_a >= TypeKind::list && kind_b >= TypeKind::list;
    if (collections) return Answer::no;
  }
  return Answer::unknown;
}

Answer equal_element_types(Value a, Value b) {
  Arena scratch;
  const Type* type_a = value::type_of(scratch, a);
  const Type* type_b = value::type_of(scratch, b);
  if (value::same_type(*type_a, *type_b)) return Answer::yes;
  if (value::has_any(*type_a) || value::has_any(*type_b)) {
    return type_a->kind == type_b->kind ? Answer::unknown : Answer::no;
  }
  return Answer::no;
}

Answer equal_in_order(std::span<const Value> a, std::span<const Value> b) {
  Answer all = Answer::yes;
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
    if (a[i].is(Kind::rest) || b[i].is(Kind::rest)) return Answer::unknown;
    all = all && equal(a[i], b[i]);
    if (all == Answer::no) return all;
  }
  return all;
}

/// Sets that are not wholly known: each element must be one of the other set.
Answer equal_open_sets(std::span<const Value> a, std::span<const Value> b) {
  constexpr std::size_t most_pairs = 10'000;
  if (a.size() * b.size() > most_pairs) return Answer::unknown;
  const auto contained = [](std::span<const Value> some, std::span<const Value> others) {
    Answer all = Answer::yes;
    for (const Value item : some) {
      if (item.is(Kind::rest)) {
        all = all && Answer::unknown;
        continue;
      }
      Answer found = Answer::no;
      for (const Value other : others) found = found || (other.is(Kind::rest) ? Answer::unknown : equal(item, other));
      all = all && found;
    }
    return all;
  };
  return contained(a, b) && contained(b, a);
}

Answer equal_sequences(Value a, Value b) {
  const auto items_a = a.items();
  const auto items_b = b.items();
  const LengthRange length_a = length_range(a);
  const LengthRange length_b = length_range(b);
  if (length_a.most < length_b.least || length_b.most < length_a.least) return Answer::no;
  const bool sets = a.flavour() == Flavour::set;
  if (sets && !(a.is_wholly_known() && b.is_wholly_known())) return equal_open_sets(items_a, items_b);
  if (items_a.empty() && items_b.empty() && a.flavour() != Flavour::tuple) return equal_element_types(a, b);
  Answer all = equal_in_order(items_a, items_b);
  if (all != Answer::no && items_a.size() != items_b.size()) all = Answer::unknown;
  return all;
}

Answer equal_mappings(Value a, Value b) {
  const bool open_a = a.rest() != nullptr;
  const bool open_b = b.rest() != nullptr;
  if (a.entries().empty() && b.entries().empty() && a.flavour() != Flavour::object) return equal_element_types(a, b);
  const auto entries_a = sorted_entries(a);
  const auto entries_b = sorted_entries(b);
  Answer all = open_a || open_b ? Answer::unknown : Answer::yes;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < entries_a.size() || j < entries_b.size()) {
    const bool only_a = j == entries_b.size() || (i < entries_a.size() && entries_a[i].key < entries_b[j].key);
    const bool only_b = i == entries_a.size() || (j < entries_b.size() && entries_b[j].key < entries_a[i].key);
    if (only_a || only_b) {
      if (only_a ? !open_b : !open_a) return Answer::no;
      ++(only_a ? i : j);
      continue;
    }
    all = all && equal(entries_a[i++].value, entries_b[j++].value);
    if (all == Answer::no) return (a.rest_overrides() || b.rest_overrides()) ? Answer::unknown : all;
  }
  return all;
}

Answer equal_alternatives(Value alternatives, Value other) {
  std::optional<Answer> all;
  for (const Branch& branch : alternatives.branches()) {
    const Answer one = equal(branch.value, other);
    if (all && *all != one) return Answer::unknown;
    all = one;
  }
  return all.value_or(Answer::unknown);
}

/// The text an equality atom compares with; nullopt for what has none.
std::optional<std::string> literal_of(Value value) {
  switch (value.kind()) {
    case Kind::null:
      return "null";
    case Kind::string:
      return std::string(value.string());
    case Kind::number:
      return value.number().to_string();
    default:
      return std::nullopt;
  }
}

}  // namespace

std::string_view known_edge(Value string, bool front) {
  if (string.is(Kind::string)) return string.string();
  if (!string.is(Kind::template_) || string.items().empty()) return {};
  const Value part = front ? string.items().front() : string.items().back();
  return part.is(Kind::string) ? part.string() : std::string_view{};
}

bool same_referent(const Reference& a, const Reference& b) {
  return a.resource == b.resource && a.attribute == b.attribute && !a.resource->symbolic &&
         a.attribute.find("[*]") == std::string_view::npos;
}

Answer equal(Value left, Value right) {
  if (left.data() != nullptr && left == right && left.is_wholly_known()) return Answer::yes;
  const Reference* a = left.reference();
  const Reference* b = right.reference();
  if (a != nullptr && b != nullptr) {
    if (same_referent(*a, *b)) return Answer::yes;
    if (never_same(*a, *b)) return Answer::no;
  }
  if (left.is(Kind::alternatives)) return equal_alternatives(left, right);
  if (right.is(Kind::alternatives)) return equal_alternatives(right, left);
  if (left.is(Kind::unknown) || right.is(Kind::unknown)) return equal_unknown(left, right);
  if (left.is_null() || right.is_null()) return value::answer(left.is_null() && right.is_null());
  const TypeKind kind_a = kind_of(left);
  const TypeKind kind_b = kind_of(right);
  if (kind_a == TypeKind::any || kind_b == TypeKind::any) return Answer::unknown;
  if (kind_a != kind_b) return Answer::no;
  switch (left.kind()) {
    case Kind::boolean:
      return value::answer(left.boolean() == right.boolean());
    case Kind::number:
      return value::answer(left.number() == right.number());
    case Kind::string:
    case Kind::template_:
      if (left.is(Kind::string) && right.is(Kind::string)) return value::answer(left.string() == right.string());
      return is_string(left) && is_string(right) ? equal_templates(left, right) : Answer::unknown;
    case Kind::sequence:
      return equal_sequences(left, right);
    case Kind::mapping:
      return equal_mappings(left, right);
    default:
      return Answer::unknown;
  }
}

bool identifies(std::string_view cause) {
  return !cause.empty() && cause.find('(') == std::string_view::npos && cause.find("[*]") == std::string_view::npos;
}

bool is_count(Value value) {
  constexpr std::string_view prefix = "length(";
  const value::Refinement& known = value.refinement();
  if (!value.is(Kind::unknown) || known.type == nullptr || known.type->kind != TypeKind::number) return false;
  const std::string_view cause = known.cause;
  return cause.size() > prefix.size() + 1 && cause.substr(0, prefix.size()) == prefix && cause.back() == ')' &&
         identifies(cause.substr(prefix.size(), cause.size() - prefix.size() - 1));
}

std::optional<Condition> equality_condition(value::ConditionSpace& conditions, Value left, Value right) {
  const bool left_open = left.is(Kind::unknown);
  const Value open = left_open ? left : right;
  const Value known = left_open ? right : left;
  if (!open.is(Kind::unknown) || known.is(Kind::unknown)) return std::nullopt;
  const value::Refinement& about = open.refinement();
  const TypeKind type = about.type != nullptr ? about.type->kind : TypeKind::any;
  if (known.is(Kind::boolean) && type == TypeKind::boolean) {
    // Two statements that are the same, also when it could be null: a null here is an error.
    std::optional<Condition> truth = about.truth;
    if (!truth && identifies(about.cause)) truth = conditions.truth(about.cause);
    if (!truth) return std::nullopt;
    return known.boolean() ? *truth : conditions.negation(*truth);
  }
  if (!identifies(about.cause) && !is_count(open)) return std::nullopt;
  const bool comparable = known.is_null() || (known.is(Kind::string) && type != TypeKind::boolean) ||
                          (known.is(Kind::number) && type == TypeKind::number);
  const auto literal = comparable ? literal_of(known) : std::nullopt;
  if (!literal) return std::nullopt;
  return conditions.equals(about.cause, *literal);
}

}  // namespace tieline::terraform
