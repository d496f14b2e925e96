// `for` expressions, and what an iteration meets in collections that are not wholly known.

#include <algorithm>
#include <string>
#include <utility>

#include "terraform/collections.h"
#include "terraform/convert.h"
#include "terraform/expressions.h"
#include "terraform/operators.h"
#include "text/limits.h"

namespace tieline::terraform {
namespace {

using value::Branch;
using value::Flavour;
using value::Kind;
using value::MappingEntry;
using value::TypeKind;

/// Up to this many conditions, a mapping with entries under conditions is kept apart for every way to decide them.
constexpr std::size_t separable_conditions = 4;

}  // namespace

Presence presence(Evaluation& evaluation, Value item) {
  if (item.is(Kind::absent)) return {item, Condition::never()};
  if (!item.is(Kind::alternatives)) return {item, Condition::always()};
  value::ConditionSpace& space = evaluation.conditions;
  std::vector<Branch> there;
  Condition when = Condition::never();
  for (const Branch& branch : item.branches()) {
    if (branch.value.is(Kind::absent)) continue;
    there.push_back(branch);
    when = space.disjunction(when, branch.when);
  }
  if (there.size() == item.branches().size()) return {item, Condition::always()};
  if (there.empty()) return {value::absent(evaluation.arena), Condition::never()};
  // Alternatives leave no gap: where the item is absent, nobody asks for its value.
  there.back().when = space.disjunction(there.back().when, space.negation(when));
  return {value::alternatives(evaluation.arena, space, there, item.span()), when};
}

Value item_when(Evaluation& evaluation, Value value, Condition when) {
  if (when.is_always()) return value;
  const Branch branches[] = {{when, value},
                             {evaluation.conditions.negation(when), value::absent(evaluation.arena, value.span())}};
  return value::alternatives(evaluation.arena, evaluation.conditions, branches, value.span());
}

Value mapping_when(Evaluation& evaluation, std::span<const ConditionalEntry> entries, const Value* rest,
                   Flavour flavour, Span span) {
  text::Arena& arena = evaluation.arena;
  value::ConditionSpace& space = evaluation.conditions;
  const auto make = [&](const std::vector<MappingEntry>& kept) {
    return rest != nullptr ? value::open_mapping(arena, kept, *rest, false, flavour, span)
                           : value::mapping(arena, kept, flavour, span);
  };
  std::vector<Condition> conditions;
  for (const ConditionalEntry& entry : entries) {
    if (entry.when.is_always()) continue;
    if (std::find(conditions.begin(), conditions.end(), entry.when) == conditions.end()) {
      conditions.push_back(entry.when);
    }
    if (conditions.size() > separable_conditions) break;
  }
  if (conditions.size() > separable_conditions) {
    std::vector<MappingEntry> certain;
    for (const ConditionalEntry& entry : entries) {
      if (entry.when.is_always()) certain.push_back(entry.entry);
    }
    return value::open_mapping(arena, certain, value::unknown(arena), false, flavour, span);
  }
  std::vector<Branch> branches;
  for (std::size_t choice = 0; choice < (std::size_t{1} << conditions.size()); ++choice) {
    Condition when = Condition::always();
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      const bool holds = ((choice >> i) & 1U) != 0;
      when = space.conjunction(when, holds ? conditions[i] : space.negation(conditions[i]));
    }
    if (!space.satisfiable(when)) continue;
    std::vector<MappingEntry> kept;
    for (const ConditionalEntry& entry : entries) {
      const auto at = std::find(conditions.begin(), conditions.end(), entry.when);
      const bool there = entry.when.is_always() || ((choice >> (at - conditions.begin())) & 1U) != 0;
      if (!there) continue;
      // The same key may occur under conditions that exclude each other.
      kept.push_back(entry.entry);
    }
    branches.push_back({when, make(kept)});
  }
  return value::alternatives(arena, space, branches, span);
}

std::optional<std::vector<Element>> Expressions::elements_of(Value collection, Span span, Iterates iterates) {
  text::Arena& arena = run_.arena;
  std::vector<Element> elements;
  switch (collection.kind()) {
    case Kind::alternatives: {
      const Value there = present(collection, span, "Iteration over non-iterable value");
      if (!there.is(Kind::alternatives)) return elements_of(there, span, iterates);
      bool any = false;
      for (const Branch& branch : there.branches()) {
        const Under under(*this, branch.when);
        if (!under.possible()) continue;
        auto inner = elements_of(branch.value, span, iterates);
        if (!inner) continue;
        any = true;
        for (Element& element : *inner) {
          element.when = run_.conditions.conjunction(element.when, branch.when);
          elements.push_back(element);
        }
      }
      if (!any) return std::nullopt;
      return elements;
    }
    case Kind::sequence: {
      const bool is_set = collection.flavour() == Flavour::set;
      const std::vector<Value> items = terraform::elements_of(arena, collection);
      elements.reserve(items.size());
      bool counting = true;  // whether the index is still known
      for (const Value item : items) {
        if (item.is(Kind::absent)) continue;
        Element element;
        element.rest = item.is(Kind::rest);
        const Presence there = element.rest                  ? Presence{*item.rest(), Condition::always()}
                               : item.is(Kind::alternatives) ? presence(run_, item)
                                                             : Presence{item, Condition::always()};
        element.value = there.value;
        element.when = there.when;
        if (is_set) {
          element.key = element.value;
        } else if (counting && !element.rest) {
          element.key = value::number(arena, value::Number(static_cast<std::int64_t>(elements.size())));
        } else {
          element.key = value::unknown(arena, {.type = value::number_type(), .not_null = true});
        }
        counting = counting && !element.rest && element.when.is_always();
        elements.push_back(element);
      }
      return elements;
    }
    case Kind::mapping: {
      const std::vector<MappingEntry> entries = sorted_entries(collection);
      elements.reserve(entries.size() + 1);
      for (const MappingEntry& entry : entries) {
        const Presence there = presence(run_, entry.value);
        Element element;
        element.key = value::string_view(arena, entry.key, entry.key_span);
        element.value = collection.rest_overrides() ? value::unknown(arena, {}, entry.value.span()) : there.value;
        element.when = there.when;
        elements.push_back(element);
      }
      // The attributes of a resource are all there, known or not; further ones cannot be told.
      if (collection.rest() != nullptr) {
        Element element;
        element.key = value::unknown(arena, {.type = value::string_type(), .not_null = true});
        element.value = *collection.rest();
        element.rest = true;
        elements.push_back(element);
      }
      return elements;
    }
    case Kind::unknown: {
      const value::Type* type = collection.refinement().type;
      const TypeKind kind = type != nullptr ? type->kind : TypeKind::any;
      if ((kind == TypeKind::boolean || kind == TypeKind::number || kind == TypeKind::string)) {
        if (collection.reference() == nullptr) {
          not_iterable(value::friendly_name(*type), span, iterates);
          return std::nullopt;
        }
      }
      Element element;
      element.rest = true;
      element.value = unknown_element(arena, collection);
      const bool keyed = kind == TypeKind::map || kind == TypeKind::object;
      const bool indexed = kind == TypeKind::list || kind == TypeKind::tuple;
      if (kind == TypeKind::set) {
        element.key = element.value;
      } else {
        const value::Type* key_type = keyed ? value::string_type() : indexed ? value::number_type() : nullptr;
        element.key = value::unknown(arena, {.type = key_type, .not_null = true});
      }
      elements.push_back(element);
      return elements;
    }
    case Kind::null:
      if (iterates == Iterates::for_expression) {
        fail(span, "Iteration over null value", "A null value cannot be used as the collection in a 'for' expression");
      } else {
        fail(span, "Invalid dynamic for_each value", "Cannot use a null value in for_each");
      }
      return std::nullopt;
    default:
      not_iterable(value::friendly_name(*value::type_of(arena, collection)), span, iterates);
      return std::nullopt;
  }
}

void Expressions::not_iterable(const std::string& type, Span span, Iterates iterates) {
  if (iterates == Iterates::for_expression) {
    fail(span, "Iteration over non-iterable value",
         "A value of type " + type + " cannot be used as the collection in a 'for' expression");
  } else {
    fail(span, "Invalid dynamic for_each value",
         "Cannot use a " + type + " value in for_each. An iterable collection is required");
  }
}

std::optional<Condition> Expressions::filter(const hcl::ForExpr& expr) {
  if (expr.condition == nullptr) return Condition::always();
  const Value test = eval(*expr.condition);
  if (test.is_null()) {
    fail(expr.condition->span, "Condition is null", "The value of the 'if' clause must not be null");
    return std::nullopt;
  }
  const ConvertResult boolean = convert(run_.arena, run_.conditions, test, *value::boolean_type());
  if (boolean.error) {
    fail(expr.condition->span, "Invalid 'for' condition", "The 'if' clause value is invalid: " + *boolean.error);
    return std::nullopt;
  }
  return truth_of(run_.arena, run_.conditions, boolean.value);
}

Value Expressions::for_expression(const hcl::ForExpr& expr) {
  const Value collection = eval(*expr.collection);
  const auto elements = elements_of(collection, expr.collection->span, Iterates::for_expression);
  if (!elements) return unknown_at(expr.span);
  if (!run_.budget.items(elements->size())) {
    check_budget(expr.span);
    return unknown_at(expr.span);
  }
  const Value result = expr.key == nullptr ? for_tuple(expr, *elements) : for_object(expr, *elements);
  return collection.is_sensitive() ? value::with_sensitive(run_.arena, result) : result;
}

namespace {

/// A name no expression can have, for the key that a for expression does not name.
constexpr std::string_view unnamed{"\0", 1};

std::string_view key_name(const hcl::ForExpr& expr) { return expr.key_name.empty() ? unnamed : expr.key_name; }

}  // namespace

Value Expressions::for_tuple(const hcl::ForExpr& expr, const std::vector<Element>& elements) {
  std::vector<Value> items;
  items.reserve(elements.size());
  for (const Element& element : elements) {
    const Named key(*this, key_name(expr), element.key);
    const Named value(*this, expr.value_name, element.value);
    const Under under(*this, element.when);
    if (!under.possible()) continue;
    const Unsettled unsettled(*this, element.rest);
    const auto taken = filter(expr);
    if (taken && taken->is_never()) continue;
    const Under filtered(*this, taken.value_or(Condition::always()));
    const Unsettled perhaps(*this, !taken);
    const Value item = eval(*expr.value);
    if (element.rest || !taken) {
      items.push_back(value::rest_of(run_.arena, item, item.span()));
    } else {
      items.push_back(item_when(run_, item, run_.conditions.conjunction(element.when, *taken)));
    }
  }
  return value::sequence(run_.arena, items, Flavour::tuple, expr.span);
}

namespace {

/// The entries that an object `for` makes, under their conditions.
class ObjectEntries {
 public:
  ObjectEntries(Evaluation& evaluation, bool grouped) : evaluation_(evaluation), grouped_(grouped) {}

  /// False where the key is there for certain already.
  bool add(std::string_view key, Span key_span, Value value, Condition when) {
    const auto [place, added] = places_.try_emplace(key);
    if (!added && !grouped_) {
      for (const std::size_t index : place->second) {
        value::ConditionSpace& space = evaluation_.conditions;
        if (space.satisfiable(space.conjunction(entries_[index].when, when))) return false;
      }
    }
    place->second.push_back(entries_.size());
    entries_.push_back({{key, key_span, value}, when});
    return true;
  }

  void add_unknown(Value value) {
    rest_ = has_rest_ ? value::unknown(evaluation_.arena) : value;
    has_rest_ = true;
  }

  [[nodiscard]] Value finish(Span span) {
    if (!grouped_) return mapping_when(evaluation_, entries_, has_rest_ ? &rest_ : nullptr, Flavour::object, span);
    text::Arena& arena = evaluation_.arena;
    std::vector<MappingEntry> groups;
    std::unordered_map<std::string_view, std::size_t> numbers;
    std::vector<std::vector<Value>> items;
    for (const ConditionalEntry& entry : entries_) {
      const auto [number, added] = numbers.emplace(entry.entry.key, groups.size());
      if (added) {
        groups.push_back(entry.entry);
        items.emplace_back();
      }
      items[number->second].push_back(item_when(evaluation_, entry.entry.value, entry.when));
    }
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (has_rest_) items[i].push_back(value::rest_of(arena, rest_));
      groups[i].value = value::sequence(arena, items[i], Flavour::tuple, span);
    }
    if (!has_rest_) return value::mapping(arena, groups, Flavour::object, span);
    return value::open_mapping(arena, groups, value::unknown(arena), false, Flavour::object, span);
  }

 private:
  Evaluation& evaluation_;
  bool grouped_;
  std::vector<ConditionalEntry> entries_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> places_;
  Value rest_ = {};
  bool has_rest_ = false;
};

}  // namespace

Value Expressions::for_object(const hcl::ForExpr& expr, const std::vector<Element>& elements) {
  ObjectEntries entries(run_, expr.grouped);
  bool sensitive_key = false;  // keys cannot be so one by one
  for (const Element& element : elements) {
    const Named key_scope(*this, key_name(expr), element.key);
    const Named value_scope(*this, expr.value_name, element.value);
    const Under under(*this, element.when);
    if (!under.possible()) continue;
    const Unsettled unsettled(*this, element.rest);
    const auto taken = filter(expr);
    if (taken && taken->is_never()) continue;
    const Under filtered(*this, taken.value_or(Condition::always()));
    const Unsettled perhaps(*this, !taken);
    const Value key = eval(*expr.key);
    const Value item = eval(*expr.value);
    sensitive_key = sensitive_key || key.is_sensitive();
    const Condition when = run_.conditions.conjunction(element.when, taken.value_or(Condition::always()));
    const auto add = [&](Value one_key, Condition one_when) {
      if (one_key.is_null()) {
        fail(expr.key->span, "Invalid object key", "Key expression in 'for' expression must not produce a null value");
        return;
      }
      const ConvertResult text = convert(run_.arena, run_.conditions, one_key, *value::string_type());
      if (text.error) {
        fail(expr.key->span, "Invalid object key", "The key expression produced an invalid result: " + *text.error);
        return;
      }
      if (element.rest || !taken || !text.value.is(Kind::string)) return entries.add_unknown(item);
      if (!entries.add(text.value.string(), key.span(), item, one_when)) {
        fail(expr.key->span, "Duplicate object key",
             "Two different items produced the key \"" + std::string(text.value.string()) +
                 "\" in this 'for' expression. If duplicates are expected, use the ellipsis (...) after the value "
                 "expression to enable grouping by key");
      }
    };
    if (key.is(Kind::alternatives)) {
      for (const Branch& branch : key.branches()) {
        const Condition one_when = run_.conditions.conjunction(when, branch.when);
        if (run_.conditions.satisfiable(one_when)) add(branch.value, one_when);
      }
    } else {
      add(key, when);
    }
  }
  const Value result = entries.finish(expr.span);
  return sensitive_key ? value::with_sensitive(run_.arena, result) : result;
}

}  // namespace tieline::terraform
