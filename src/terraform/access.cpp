// What follows the first name of an expression: attributes, indexes, splats.

#include <string>
#include <utility>

#include "terraform/collections.h"
#include "terraform/convert.h"
#include "terraform/expressions.h"
#include "text/limits.h"
#include "text/nearest.h"

namespace tieline::terraform {
namespace {

using value::Branch;
using value::Flavour;
using value::Kind;
using value::MappingEntry;
using value::Reference;
using value::TypeKind;

/// A mapping longer than this is looked up through an index.
constexpr std::size_t short_mapping = 48;

/// Whether this is an instance of a resource, or a nested block of one: what it does not list is the provider's.
const Reference* owner_of(Value object) {
  const Reference* reference = object.reference();
  if (reference == nullptr || object.rest() == nullptr) return nullptr;
  const bool whole = reference->attribute.empty() || reference->attribute.back() == '.';
  return whole ? reference : nullptr;
}

std::string_view joined_path(text::Arena& arena, std::string_view prefix, std::string_view name) {
  if (prefix.empty()) return arena.copy(name);
  return arena.copy(std::string(prefix) + std::string(name));
}

std::string_view kind_name(Value value) {
  switch (value.kind()) {
    case Kind::boolean:
      return "bool";
    case Kind::number:
      return "number";
    default:
      return "string";
  }
}

bool has_primitive_type(const value::Type* type) { return type != nullptr && value::is_primitive(type->kind); }

}  // namespace

const Value* Expressions::lookup(Value mapping, std::string_view key) {
  const auto entries = mapping.entries();
  if (entries.size() <= short_mapping) return mapping.find(key);
  auto& index = run_.key_indexes[mapping.data()];
  if (index.empty()) {
    for (const MappingEntry& entry : entries) index.emplace(entry.key, &entry);
  }
  const auto found = index.find(key);
  return found == index.end() ? nullptr : &found->second->value;
}

Value Expressions::unlisted(Value rest, std::string_view key) {
  if (rest.is_wholly_known() || rest.weight() > limits::value_weight) return rest;
  Value& element = run_.unlisted_elements[rest.data()][std::string(key)];
  if (element.data() == nullptr) element = one_of_the_rest(run_.arena, rest);
  return element;
}

Value Expressions::present(Value value, Span span, std::string_view summary) {
  if (value.is(Kind::absent)) return fail(span, std::string(summary), "there is no such element");
  if (!value.is(Kind::alternatives)) return value;
  const Presence there = presence(run_, value);
  if (guard_ != nullptr && !there.when.is_always()) {
    const Condition missing = run_.conditions.conjunction(path_, run_.conditions.negation(there.when));
    guard_->failed = run_.conditions.disjunction(guard_->failed, missing);
  }
  return there.value;
}

Value Expressions::get_attribute(Value object, std::string_view name, Span span, Span name_span) {
  switch (object.kind()) {
    case Kind::mapping:
      return attribute_of_mapping(object, name, span, name_span);
    case Kind::unknown:
      return attribute_of_unknown(object, name, span);
    case Kind::alternatives:
      return each_branch(present(object, span, "Unsupported attribute"),
                         [&](Value branch) { return get_attribute(branch, name, span, name_span); });
    case Kind::null:
      return fail(name_span, "Attempt to get attribute from null value",
                  "This value is null, so it does not have any attributes");
    case Kind::sequence: {
      return fail(name_span, "Unsupported attribute", "This value does not have any attributes",
                  "it is a list: choose an element, as in [0]." + std::string(name) + ", or take all, as in [*]." +
                      std::string(name));
    }
    case Kind::absent:
      return fail(span, "Unsupported attribute", "there is no such element");
    default:
      return fail(name_span, "Unsupported attribute",
                  "Can't access attributes on a primitive-typed value (" + std::string(kind_name(object)) + ")");
  }
}

Value Expressions::attribute_of_mapping(Value object, std::string_view name, Span span, Span name_span) {
  const Reference* owner = owner_of(object);
  if (const Value* found = lookup(object, name)) {
    const Value value = present(*found, span, "Unsupported attribute");
    return owner != nullptr ? configured_attribute(value, *owner, name, span) : value;
  }
  if (owner != nullptr) return computed_attribute(*owner, name, span);
  if (object.rest() != nullptr) {
    may_fail();
    return unlisted(*object.rest(), name);
  }
  if (object.flavour() == Flavour::map) {
    return fail(name_span, "Missing map element",
                "This map does not have an element with the key \"" + std::string(name) + "\"");
  }
  text::NearestName nearest(name);
  for (const MappingEntry& entry : object.entries().first(std::min<std::size_t>(object.entries().size(), 256))) {
    nearest.consider(entry.key);
  }
  std::string help;
  if (!nearest.best().empty()) help = "did you mean \"" + std::string(nearest.best()) + "\"?";
  return fail(name_span, "Unsupported attribute",
              "This object does not have an attribute named \"" + std::string(name) + "\"", std::move(help));
}

/// An attribute that the configuration gives: a null leaves it to the provider.
Value Expressions::configured_attribute(Value value, const Reference& owner, std::string_view name, Span span) {
  if (value.is_null()) return computed_attribute(owner, name, span);
  if (value.is(Kind::alternatives)) {
    return each_branch(value, [&](Value branch) { return configured_attribute(branch, owner, name, span); });
  }
  if (value.reference() != nullptr) return value;
  text::Arena& arena = run_.arena;
  const std::string_view path = joined_path(arena, owner.attribute, name);
  // Nested blocks have computed attributes, too.
  const auto opened = [&](Value mapping, const std::string& prefix) {
    const Reference inner{owner.resource, arena.copy(prefix), span};
    return value::with_reference(arena,
                                 value::open_mapping(arena, mapping.entries(), value::reference_to(arena, inner), false,
                                                     Flavour::object, mapping.span()),
                                 inner);
  };
  if (value.is(Kind::sequence) && value.flavour() == Flavour::list) {
    std::vector<Value> items;
    items.reserve(value.items().size());
    for (const Value item : value.items()) {
      const std::string prefix = std::string(path) + "[" + std::to_string(items.size()) + "].";
      items.push_back(item.is(Kind::mapping) && item.rest() == nullptr && item.flavour() == Flavour::object
                          ? opened(item, prefix)
                          : item);
    }
    value = value::sequence(arena, items, Flavour::list, value.span());
  } else if (value.is(Kind::mapping) && value.rest() == nullptr && owner.resource->type.starts_with("awscc_")) {
    return opened(value, std::string(path) + ".");
  }
  return value::with_reference(arena, value, {owner.resource, path, span});
}

/// An attribute that only the provider gives.
Value Expressions::computed_attribute(const Reference& owner, std::string_view name, Span span) {
  text::Arena& arena = run_.arena;
  const Reference reference{owner.resource, joined_path(arena, owner.attribute, name), span};
  const bool text = name == "id" || name == "arn";
  const value::Type* type = text ? value::string_type() : nullptr;
  const Value value = value::reference_to(arena, reference, type);
  // Of which of the instances of a symbolic one is not known, so no cause names it.
  if (owner.resource->mode == graph::Mode::managed || owner.resource->symbolic) return value;
  const std::string cause = std::string(owner.resource->address) + "." + std::string(reference.attribute);
  return value::with_refinement(arena, value, {.type = type, .cause = arena.copy(cause)});
}

Value Expressions::attribute_of_unknown(Value object, std::string_view name, Span span) {
  const value::Refinement& known = object.refinement();
  const value::Type* type = nullptr;
  if (known.type != nullptr && known.type->kind != TypeKind::any) {
    if (known.type->kind == TypeKind::object) {
      for (const value::TypeField& field : known.type->fields) {
        if (field.name == name) type = field.type;
      }
      if (type == nullptr) {
        return fail(span, "Unsupported attribute",
                    "This object does not have an attribute named \"" + std::string(name) + "\"");
      }
    } else if (known.type->kind == TypeKind::map) {
      type = known.type->element;
    } else if (object.reference() == nullptr) {
      return fail(
          span, "Unsupported attribute",
          "a value of type " + value::friendly_name(*known.type) + " has no attribute \"" + std::string(name) + "\"");
    }
  }
  if (type == nullptr) may_fail();
  text::Arena& arena = run_.arena;
  value::Refinement refinement{.type = type};
  if (!known.cause.empty()) refinement.cause = arena.copy(std::string(known.cause) + "." + std::string(name));
  if (const Reference* reference = object.reference()) {
    const std::string path = std::string(reference->attribute) + "." + std::string(name);
    const Value value = value::reference_to(arena, {reference->resource, arena.copy(path), span}, type);
    return value::with_refinement(arena, value, refinement);
  }
  return value::with_sensitive(arena, value::unknown(arena, refinement, span), object.is_sensitive());
}

Value Expressions::get_index(Value collection, Value key, Span span, Span key_span) {
  if (key.is(Kind::alternatives)) {
    return each_branch(key, [&](Value branch) { return get_index(collection, branch, span, key_span); });
  }
  if (key.is_null()) return fail(key_span, "Invalid index", "Can't use a null value as an indexing key");
  switch (collection.kind()) {
    case Kind::sequence:
      return index_sequence(collection, key, span, key_span);
    case Kind::mapping:
      return index_mapping(collection, key, span, key_span);
    case Kind::alternatives:
      return each_branch(present(collection, span, "Invalid index"),
                         [&](Value branch) { return get_index(branch, key, span, key_span); });
    case Kind::null:
      return fail(span, "Attempt to index null value", "This value is null, so it does not have any indices");
    case Kind::unknown:
      if (has_primitive_type(collection.refinement().type) && collection.reference() == nullptr) {
        return fail(span, "Invalid index", "This value does not have any indices");
      }
      may_fail();
      if (key.is(Kind::string)) return unknown_element(run_.arena, collection, key.string());
      if (key.is(Kind::number)) return unknown_element(run_.arena, collection, key.number().to_string());
      return unknown_element(run_.arena, collection);
    case Kind::absent:
      return fail(span, "Invalid index", "there is no such element");
    default:
      return fail(span, "Invalid index", "This value does not have any indices");
  }
}

Value Expressions::index_sequence(Value collection, Value key, Span span, Span key_span) {
  if (collection.flavour() == Flavour::set) {
    return fail(span, "Invalid index",
                "Elements of a set are identified only by their value and don't have any separate index or key to "
                "select with, so it's only possible to perform operations across all elements of the set",
                "turn the set into a list with tolist(), or take its only element with one()");
  }
  if (!key.is_known()) {
    may_fail();
    return unknown_at(span);
  }
  static constexpr std::string_view wrong = "The given key does not identify an element in this collection value";
  const ConvertResult number = convert(run_.arena, run_.conditions, key, *value::number_type());
  if (number.error) return fail(key_span, "Invalid index", std::string(wrong) + ": " + *number.error);
  const auto wanted = number.value.number().as_int64();
  if (!wanted) {
    return fail(key_span, "Invalid index",
                std::string(wrong) +
                    ": indexing a sequence requires a whole number, but the given index has a "
                    "fractional part");
  }
  const auto items = collection.items();
  const auto out_of_range = [&] {
    if (*wanted < 0) {
      return fail(key_span, "Invalid index",
                  std::string(wrong) + ": a negative number is not a valid index for a sequence");
    }
    if (items.empty()) return fail(key_span, "Invalid index", std::string(wrong) + ": the collection has no elements");
    return fail(key_span, "Invalid index",
                std::string(wrong) + ": the given index is greater than or equal to the length of the collection",
                "its length is " + std::to_string(items.size()));
  };
  if (*wanted < 0) return out_of_range();
  const auto index = static_cast<std::size_t>(*wanted);
  if (collection.is_wholly_known()) return index < items.size() ? items[index] : out_of_range();

  // In which cases how many elements came before: one case until an element is there under a condition only.
  struct Case {
    Condition when;
    std::size_t before;
  };
  value::ConditionSpace& space = run_.conditions;
  std::vector<Case> cases{{Condition::always(), 0}};
  std::vector<Branch> branches;
  for (const Value item : items) {
    if (cases.empty()) break;
    if (item.is(Kind::rest)) {
      may_fail();
      for (const Case& one : cases) {
        branches.push_back({one.when, unlisted(*item.rest(), std::to_string(index - one.before))});
      }
      cases.clear();
      break;
    }
    if (item.is(Kind::absent)) continue;
    const Presence there = item.is(Kind::alternatives) ? presence(run_, item) : Presence{item, Condition::always()};
    std::vector<Case> next;
    for (const Case& one : cases) {
      const Condition taken = space.conjunction(one.when, there.when);
      const Condition passed = space.conjunction(one.when, space.negation(there.when));
      if (!passed.is_never()) next.push_back({passed, one.before});
      if (taken.is_never()) continue;
      if (one.before == index) {
        branches.push_back({taken, there.value});
      } else {
        next.push_back({taken, one.before + 1});
      }
    }
    if (next.size() > limits::alternatives) return unknown_at(span);
    cases = std::move(next);
  }
  Condition missing = Condition::never();
  for (const Case& one : cases) missing = space.disjunction(missing, one.when);
  if (missing.is_always() || branches.empty()) return out_of_range();
  if (!missing.is_never()) {
    if (guard_ != nullptr) {
      guard_->failed = space.disjunction(guard_->failed, space.conjunction(path_, missing));
    }
    branches.back().when = space.disjunction(branches.back().when, missing);
  }
  return value::alternatives(run_.arena, space, branches, span);
}

Value Expressions::index_mapping(Value collection, Value key, Span span, Span key_span) {
  if (!key.is_known()) {
    may_fail();
    return unknown_at(span);
  }
  const ConvertResult text = convert(run_.arena, run_.conditions, key, *value::string_type());
  static constexpr std::string_view wrong = "The given key does not identify an element in this collection value";
  if (text.error) return fail(key_span, "Invalid index", std::string(wrong) + ": " + *text.error);
  const std::string_view name = text.value.string();
  const Reference* owner = owner_of(collection);
  if (const Value* found = lookup(collection, name)) {
    const Value value = present(*found, span, "Invalid index");
    return owner != nullptr ? configured_attribute(value, *owner, name, span) : value;
  }
  if (owner != nullptr) return computed_attribute(*owner, name, span);
  if (collection.rest() != nullptr) {
    may_fail();
    return unlisted(*collection.rest(), name);
  }
  text::NearestName nearest(name);
  for (const MappingEntry& entry :
       collection.entries().first(std::min<std::size_t>(collection.entries().size(), 256))) {
    nearest.consider(entry.key);
  }
  std::string help = "there is no \"" + std::string(name) + "\"";
  if (!nearest.best().empty()) help += "; did you mean \"" + std::string(nearest.best()) + "\"?";
  return fail(key_span, "Invalid index", std::string(wrong), std::move(help));
}

Value Expressions::splat_element(const hcl::SplatExpr& expr, Value element) {
  const Named named(*this, "", element);
  return eval(*expr.each);
}

Value Expressions::splat(const hcl::SplatExpr& expr) {
  const Value object = eval(*expr.object);
  const auto apply = [&](const auto& self, Value value) -> Value {
    text::Arena& arena = run_.arena;
    switch (value.kind()) {
      case Kind::alternatives:
        return each_branch(present(value, expr.span, "Invalid splat"),
                           [&](Value branch) { return self(self, branch); });
      case Kind::null:
        return value::sequence(arena, {}, Flavour::tuple, expr.span);
      case Kind::absent:
        return unknown_at(expr.span);
      case Kind::unknown: {
        const Unsettled unsettled(*this);
        const value::Type* type = value.refinement().type;
        const bool single = has_primitive_type(type) ||
                            (type != nullptr && (type->kind == TypeKind::object || type->kind == TypeKind::map));
        const bool list = type != nullptr && (type->kind == TypeKind::list || type->kind == TypeKind::set);
        const Value element = splat_element(expr, single ? value : unknown_element(arena, value));
        const Value rest = value::rest_of(arena, element, expr.span);
        return value::sequence(arena, std::span<const Value>(&rest, 1), list ? Flavour::list : Flavour::tuple,
                               expr.span);
      }
      case Kind::sequence:
        break;
      default: {
        const Value one = splat_element(expr, value);
        return value::sequence(arena, std::span<const Value>(&one, 1), Flavour::tuple, expr.span);
      }
    }
    std::vector<Value> items;
    items.reserve(value.items().size());
    for (const Value item : value.items()) {
      if (item.is(Kind::absent)) continue;
      if (item.is(Kind::rest)) {
        const Unsettled unsettled(*this);
        items.push_back(value::rest_of(arena, splat_element(expr, *item.rest()), item.span()));
      } else if (item.is(Kind::alternatives)) {
        const Presence there = presence(run_, item);
        const Under under(*this, there.when);
        items.push_back(item_when(run_, splat_element(expr, there.value), there.when));
      } else {
        items.push_back(splat_element(expr, item));
      }
    }
    const Flavour flavour = value.flavour() == Flavour::tuple ? Flavour::tuple : Flavour::list;
    return value::sequence(arena, items, flavour, expr.span);
  };
  return apply(apply, object);
}

}  // namespace tieline::terraform
