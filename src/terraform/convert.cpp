#include "terraform/convert.h"

#include <algorithm>
#include <vector>

#include "terraform/collections.h"
#include "terraform/unicode.h"
#include "terraform/unify.h"
#include "text/limits.h"

namespace tieline::terraform {
namespace {

using value::Branch;
using value::Flavour;
using value::Kind;
using value::MappingEntry;
using value::Refinement;
using value::TypeField;
using value::TypeKind;

/// Whether an optional attribute with a default occurs anywhere in the type.
bool has_fallback(const Type& type) {
  if (type.element != nullptr) return has_fallback(*type.element);
  return std::any_of(type.items.begin(), type.items.end(), [](const Type* item) { return has_fallback(*item); }) ||
         std::any_of(type.fields.begin(), type.fields.end(),
                     [](const TypeField& field) { return field.has_fallback || has_fallback(*field.type); });
}

/// The particulars of `from` on a value made of it.
Value like(Arena& arena, Value value, Value from) {
  if (from.reference() != nullptr) value = with_reference(arena, value, *from.reference());
  return with_marks_of(arena, value, from);
}

/// What converting an unknown lets one still say of its length.
void keep_length(Refinement& known, const Type& from, const Type& to) {
  const bool list_or_map = to.kind == TypeKind::list || to.kind == TypeKind::map;
  if (!list_or_map && to.kind != TypeKind::set) {
    known.bounded = false;
    return;
  }
  if (from.kind == TypeKind::tuple || from.kind == TypeKind::object) {
    known.bounded = true;
    known.length_min = known.length_max = std::max(from.items.size(), from.fields.size());
  }
  if (to.kind == TypeKind::set && known.bounded) known.length_min = std::min<std::uint64_t>(known.length_min, 1);
}

/// A cause is the name of a value. What is made of it has another name.
std::string_view converted_cause(Arena& arena, std::string_view cause, const Type* from, const Type& to) {
  if (cause.empty() || from == nullptr || from->kind == TypeKind::any || from->kind == to.kind) return cause;
  if (!value::is_primitive(to.kind)) return cause;
  return arena.copy("to" + friendly_name(to) + "(" + std::string(cause) + ")");
}

class Conversion {
 public:
  Conversion(Arena& arena, ConditionSpace& conditions) : arena_(arena), conditions_(conditions) {}

  Value convert(Value value, const Type& wanted) {
    if (failed_ || wanted.kind == TypeKind::any) return value;
    switch (value.kind()) {
      case Kind::alternatives:
        return convert_branches(value, wanted);
      case Kind::rest:
        return value::rest_of(arena_, convert(*value.rest(), wanted), value.span());
      case Kind::absent:
        return value;
      case Kind::unknown:
        return convert_unknown(value, wanted);
      case Kind::null:
        return convert_null(value, wanted);
      case Kind::sequence:
        return convert_sequence(value, wanted);
      case Kind::mapping:
        return convert_mapping(value, wanted);
      default:
        return convert_primitive(value, wanted);
    }
  }

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] const std::string& error() const { return error_; }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  Value fail(std::string error, Value value, const Type& wanted) {
    if (!failed_) error_ = std::move(error);
    failed_ = true;
    return unknown_like(arena_, value, &wanted);
  }

  Value fail_type(Value value, const Type& wanted) {
    return fail(mismatch(arena_, *value::type_of(arena_, value), wanted), value, wanted);
  }

  /// One step into the value; an error inside then says where it is.
  template <typename Inside>
  Value at(const std::string& step, Inside inside) {
    const Value result = inside();
    if (failed_) path_ = step + path_;
    return result;
  }

  Value convert_branches(Value value, const Type& wanted) {
    std::vector<Branch> branches;
    std::string first_error;
    std::size_t worked = 0;
    for (const Branch& branch : value.branches()) {
      Conversion one(arena_, conditions_);
      branches.push_back({branch.when, one.convert(branch.value, wanted)});
      if (!one.failed_) ++worked;
      if (one.failed_ && first_error.empty()) first_error = one.error_;
    }
    if (worked == 0) return fail(first_error, value, wanted);
    return like(arena_, value::alternatives(arena_, conditions_, branches, value.span()), value);
  }

  Value convert_unknown(Value value, const Type& wanted) {
    const Type* type = value.refinement().type;
    const Type& from = type != nullptr ? *type : *value::any_type();
    if (value::same_type(from, wanted)) return value;
    if (!convertible(arena_, from, wanted, Safety::unsafe)) return fail_type(value, wanted);
    Refinement known = value.refinement();
    known.type = replace_any(arena_, from, wanted);
    known.cause = converted_cause(arena_, known.cause, type, wanted);
    if (wanted.kind != TypeKind::boolean) known.truth = std::nullopt;
    keep_length(known, from, wanted);
    return with_refinement(arena_, value, known);
  }

  Value convert_null(Value value, const Type& wanted) {
    const Type* from = value::type_of(arena_, value);
    if (!value::same_type(*from, wanted) && !convertible(arena_, *from, wanted, Safety::unsafe)) {
      return fail_type(value, wanted);
    }
    return like(arena_, value::null_of(arena_, replace_any(arena_, *from, wanted), value.span()), value);
  }

  Value convert_primitive(Value value, const Type& wanted) {
    if (!value::is_primitive(wanted.kind)) return fail_type(value, wanted);
    switch (wanted.kind) {
      case TypeKind::string:
        return to_string(value);
      case TypeKind::number:
        return to_number(value, wanted);
      default:
        return to_boolean(value, wanted);
    }
  }

  Value to_string(Value value) {
    if (value.is(Kind::number)) {
      return like(arena_, value::string(arena_, value.number().to_string(), value.span()), value);
    }
    if (value.is(Kind::boolean)) {
      return like(arena_, value::string_view(arena_, value.boolean() ? "true" : "false", value.span()), value);
    }
    return value;
  }

  Value to_number(Value value, const Type& wanted) {
    if (value.is(Kind::number)) return value;
    if (value.is(Kind::template_)) return unknown_like(arena_, value, &wanted);
    if (!value.is(Kind::string)) return fail_type(value, wanted);
    const auto number = value::Number::parse(value.string());
    if (!number) return fail("a number is required", value, wanted);
    return like(arena_, value::number(arena_, *number, value.span()), value);
  }

  Value to_boolean(Value value, const Type& wanted) {
    if (value.is(Kind::boolean)) return value;
    if (value.is(Kind::template_)) return unknown_like(arena_, value, &wanted);
    if (!value.is(Kind::string)) return fail_type(value, wanted);
    const std::string_view text = value.string();
    const bool truth = text == "true" || text == "1";
    if (!truth && text != "false" && text != "0") {
      const std::string lower = to_lower(text);
      const bool case_only = lower == "true" || lower == "false";
      return fail(case_only ? "a bool is required; to convert from string, use lowercase \"" + lower + "\""
                            : std::string("a bool is required"),
                  value, wanted);
    }
    return like(arena_, value::boolean(arena_, truth, value.span()), value);
  }

  // ---- sequences ---------------------------------------------------------------------------------------------------

  Value convert_sequence(Value value, const Type& wanted) {
    switch (wanted.kind) {
      case TypeKind::list:
      case TypeKind::set:
        return to_collection(value, wanted);
      case TypeKind::tuple:
        return to_tuple(value, wanted);
      default:
        return fail_type(value, wanted);
    }
  }

  /// Whether the elements are of that type already.
  static bool settled(Value collection, const Type& element) {
    const Type* there = collection.element_type();
    if (there == nullptr) return false;
    if (element.kind == TypeKind::any) return !value::has_any(*there);
    return value::same_type(*there, element) && !has_fallback(element);
  }

  Value to_collection(Value value, const Type& wanted) {
    const bool set = wanted.kind == TypeKind::set;
    const Flavour flavour = set ? Flavour::set : Flavour::list;
    if (value.flavour() == flavour && settled(value, *wanted.element)) return value;
    const Type* element = wanted.element;
    std::vector<Value> items = elements_of(arena_, value);
    if (element->kind == TypeKind::any) {
      element = common_element(value, items);
      if (element == nullptr) return fail_type(value, wanted);
    }
    convert_items(items, *element);
    if (failed_) return refine_failure(value, wanted);
    element = unify_items(items, element);
    if (element == nullptr) return fail("cannot find a common base type for all elements", value, wanted);
    const Value made =
        set ? make_set(arena_, items, element, value.span()) : make_list(arena_, items, element, value.span());
    return like(arena_, made, value);
  }

  /// What the elements of a tuple have in common; of a list or set its element type.
  const Type* common_element(Value value, const std::vector<Value>& items) {
    if (value.element_type() != nullptr) return value.element_type();
    if (items.empty()) return value::any_type();
    std::vector<const Type*> types;
    types.reserve(items.size());
    for (const Value item : items) {
      if (!item.is(Kind::absent)) types.push_back(value::type_of(arena_, item.is(Kind::rest) ? *item.rest() : item));
    }
    return types.empty() ? value::any_type() : unify(arena_, types);
  }

  void convert_items(std::vector<Value>& items, const Type& element) {
    for (std::size_t i = 0; i < items.size() && !failed_; ++i) {
      items[i] = at("[" + std::to_string(i) + "]", [&] { return convert(items[i], element); });
    }
  }

  /// Where the wanted element type leaves something open, the elements still must agree on it.
  const Type* unify_items(std::vector<Value>& items, const Type* element) {
    if (!value::has_any(*element) || items.empty()) return element;
    std::vector<const Type*> types;
    for (const Value item : items) types.push_back(value::type_of(arena_, item.is(Kind::rest) ? *item.rest() : item));
    const Type* common = unify(arena_, types);
    if (common == nullptr || common->kind == TypeKind::any) return common;
    convert_items(items, *common);
    return failed_ ? nullptr : common;
  }

  Value to_tuple(Value value, const Type& wanted) {
    if (value.flavour() != Flavour::tuple && value.flavour() != Flavour::none) return fail_type(value, wanted);
    if (!value.has_known_length() && value.items().size() != wanted.items.size()) {
      return unknown_like(arena_, value, &wanted);
    }
    if (value.items().size() != wanted.items.size()) return fail_type(value, wanted);
    std::vector<Value> items(value.items().begin(), value.items().end());
    for (std::size_t i = 0; i < items.size() && !failed_; ++i) {
      items[i] = at("[" + std::to_string(i) + "]", [&] { return convert(items[i], *wanted.items[i]); });
    }
    if (failed_) return refine_failure(value, wanted);
    return like(arena_, value::sequence(arena_, items, Flavour::tuple, value.span()), value);
  }

  // ---- mappings ----------------------------------------------------------------------------------------------------

  Value convert_mapping(Value value, const Type& wanted) {
    switch (wanted.kind) {
      case TypeKind::map:
        return to_map(value, wanted);
      case TypeKind::object:
        return to_object(value, wanted);
      default:
        return fail_type(value, wanted);
    }
  }

  Value to_map(Value value, const Type& wanted) {
    if (value.flavour() == Flavour::map && settled(value, *wanted.element)) return value;
    std::vector<MappingEntry> entries = sorted_entries(value);
    std::vector<Value> items;
    items.reserve(entries.size() + 1);
    for (const MappingEntry& entry : entries) items.push_back(entry.value);
    if (value.rest() != nullptr) items.push_back(*value.rest());
    const Type* element = wanted.element;
    if (element->kind == TypeKind::any) {
      element = common_element(value, items);
      if (element == nullptr) return fail_type(value, wanted);
    }
    for (std::size_t i = 0; i < items.size() && !failed_; ++i) {
      const std::string key(i < entries.size() ? entries[i].key : "*");
      items[i] = at("[" + quote(key) + "]", [&] { return convert(items[i], *element); });
    }
    if (failed_) return refine_failure(value, wanted);
    element = unify_items(items, element);
    if (element == nullptr) return fail("cannot find a common base type for all elements", value, wanted);
    for (std::size_t i = 0; i < entries.size(); ++i) entries[i].value = items[i];
    Value map = make_map(arena_, entries, element, value.span());
    if (value.rest() != nullptr) {
      map =
          value::open_mapping(arena_, map.entries(), items.back(), value.rest_overrides(), Flavour::map, value.span());
      map = with_flavour(arena_, map, Flavour::map, element);
    }
    return like(arena_, map, value);
  }

  Value to_object(Value value, const Type& wanted) {
    std::vector<MappingEntry> fields;
    fields.reserve(wanted.fields.size());
    const std::vector<MappingEntry> entries = sorted_entries(value);
    const bool map = value.flavour() == Flavour::map;
    for (const TypeField& field : wanted.fields) {
      const auto given =
          std::lower_bound(entries.begin(), entries.end(), field.name,
                           [](const MappingEntry& entry, std::string_view key) { return entry.key < key; });
      if (given == entries.end() || given->key != field.name) {
        if (value.rest() == nullptr && !field.optional) {
          return map ? fail("map has no element for required attribute " + quote(field.name), value, wanted)
                     : fail_type(value, wanted);
        }
        fields.push_back({field.name, value.span(), missing_field(value, field)});
        continue;
      }
      const bool overridden = value.rest() != nullptr && value.rest_overrides();
      const Value source = overridden ? unknown_like(arena_, given->value, nullptr) : given->value;
      const std::string step = map ? "[" + quote(field.name) + "]" : "." + std::string(field.name);
      fields.push_back({field.name, given->key_span, at(step, [&] { return convert_field(source, field); })});
      if (failed_) return refine_failure(value, wanted);
    }
    return like(arena_, value::mapping(arena_, fields, Flavour::object, value.span()), value);
  }

  /// A field that is not listed: unknown where further entries may hold it, else its default or null.
  Value missing_field(Value value, const TypeField& field) {
    if (value.rest() != nullptr) return unknown_like(arena_, *value.rest(), field.type);
    return field.has_fallback ? convert(field.fallback, *field.type) : value::null_of(arena_, field.type);
  }

  Value convert_field(Value given, const TypeField& field) {
    if (!field.has_fallback) return convert(given, *field.type);
    if (given.is_null()) return convert(field.fallback, *field.type);
    if (!given.is(Kind::alternatives)) return convert(given, *field.type);
    std::vector<Branch> branches;
    for (const Branch& branch : given.branches()) {
      branches.push_back({branch.when, branch.value.is_null() ? field.fallback : branch.value});
    }
    return convert(value::alternatives(arena_, conditions_, branches, given.span()), *field.type);
  }

  /// An error inside a structure: where the types alone forbid the conversion, the whole is named.
  Value refine_failure(Value value, const Type& wanted) {
    const Type* type = value::type_of(arena_, value);
    if (!value::has_any(*type) && !convertible(arena_, *type, wanted, Safety::unsafe)) {
      error_ = mismatch(arena_, *type, wanted);
      path_.clear();
    }
    return unknown_like(arena_, value, &wanted);
  }

  Arena& arena_;
  ConditionSpace& conditions_;
  bool failed_ = false;
  std::string error_;
  std::string path_;
};

bool is_untyped_null(Value value) { return value.is_null() && value.refinement().type == nullptr; }

}  // namespace

ConvertResult convert(Arena& arena, ConditionSpace& conditions, Value value, const Type& wanted) {
  Conversion conversion(arena, conditions);
  const Value result = conversion.convert(value, wanted);
  if (!conversion.failed()) return {result};
  return {unknown_like(arena, value, &wanted), conversion.error(), conversion.path()};
}

UnifiedBranches unify_branches(Arena& arena, ConditionSpace& conditions, Value then, Value otherwise) {
  const Type* then_type = value::type_of(arena, then);
  const Type* otherwise_type = value::type_of(arena, otherwise);
  const auto as = [&](Value value, const Type& type) { return convert(arena, conditions, value, type).value; };
  if (is_untyped_null(then)) return {as(then, *otherwise_type), otherwise};
  if (is_untyped_null(otherwise)) return {then, as(otherwise, *then_type)};
  if (then_type->kind == TypeKind::any || otherwise_type->kind == TypeKind::any) return {then, otherwise};
  const Type* types[] = {then_type, otherwise_type};
  const Type* common = unify(arena, types);
  if (common == nullptr) {
    return {then, otherwise,
            "The true and false result expressions must have consistent types. " +
                describe_branch_mismatch(*then_type, *otherwise_type)};
  }
  const ConvertResult first = convert(arena, conditions, then, *common);
  const ConvertResult second = convert(arena, conditions, otherwise, *common);
  UnifiedBranches result{first.value, second.value};
  if (first.error) result.then_error = "The true result value has the wrong type: " + *first.error;
  if (second.error) result.otherwise_error = "The false result value has the wrong type: " + *second.error;
  return result;
}

Value unknown_like(Arena& arena, Value value, const Type* type) {
  Refinement known{.type = type};
  if (value.is(Kind::unknown)) {
    known.cause = value.refinement().cause;
    known.not_null = value.refinement().not_null;
  } else {
    known.not_null = value.is(Kind::template_);
  }
  return like(arena, value::unknown(arena, known, value.span()), value);
}

Value unknown_element(Arena& arena, Value collection, std::string_view key) {
  const std::string step = "[" + (key.empty() ? std::string("*") : std::string(key)) + "]";
  Refinement known;
  const Refinement& whole = collection.refinement();
  if (!whole.cause.empty()) known.cause = arena.copy(std::string(whole.cause) + step);
  if (whole.type != nullptr) known.type = whole.type->element;
  Value element = value::unknown(arena, known, collection.span());
  if (const value::Reference* reference = collection.reference(); reference != nullptr) {
    value::Reference inner = *reference;
    inner.attribute = arena.copy(std::string(reference->attribute) + step);
    element = with_reference(arena, element, inner);
  }
  return with_marks_of(arena, element, collection);
}

}  // namespace tieline::terraform
