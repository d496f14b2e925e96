#include "aws/adapters/fields.h"

#include <algorithm>

#include "value/type.h"

namespace tieline::aws {
namespace {

using value::Kind;

/// An unknown list that has at most so many elements is as good as a list of unknown elements.
constexpr std::uint64_t short_list = 64;

constexpr value::Data null_data{.kind = Kind::null, .wholly_known = true};
constexpr Value null_value{&null_data};

/// Splices nested lists; deeper than that nobody writes them.
constexpr int max_nesting = 4;

/// Where a value is shown: where it was made if that is part of where it is used, a literal say or a branch; else where
/// it is used, so that a finding stands in the resource it is about.
Span shown_at(Span use, Span made) { return !use.valid() || use.contains(made) ? made : use; }

void add_unknown_list(Value value, bool possible, Items& found) {
  const value::Refinement& known = value.refinement();
  const bool bounded = known.bounded && known.length_max <= short_list;
  const std::uint64_t certain = known.bounded ? std::min(known.length_min, short_list) : 0;
  for (std::uint64_t i = 0; i < (bounded ? known.length_max : certain); ++i) {
    found.items.push_back({Value(), possible || i >= certain, found.span});
  }
  found.complete = found.complete && bounded;
}

void add_items(World& world, Value list, bool possible, int depth, Items& found) {
  for (const Value item : world.settle_items(list)) {
    switch (item.kind()) {
      case Kind::null:
      case Kind::absent:
        break;
      case Kind::rest: {
        found.complete = false;
        if (item.rest() == nullptr) break;
        const Value element = world.settle(*item.rest());
        const bool says_something = !element.is(Kind::unknown) || element.reference() != nullptr;
        if (says_something && !element.is_null() && !element.is(Kind::absent)) {
          found.items.push_back({element, true, shown_at(found.span, element.span())});
        }
        break;
      }
      case Kind::sequence:
        if (depth < max_nesting) {
          add_items(world, item, possible, depth + 1, found);
        } else {
          found.complete = false;
        }
        break;
      default:
        found.items.push_back({item, possible, shown_at(found.span, item.span())});
    }
  }
}

/// Whether an unknown value may stand for several.
bool may_be_list(Value value) {
  const value::Type* type = value.refinement().type;
  const value::Reference* reference = value.reference();
  if (type == nullptr && reference != nullptr && !reference->attribute.ends_with('s')) return false;
  return type == nullptr || type->kind == value::TypeKind::any || type->kind == value::TypeKind::list ||
         type->kind == value::TypeKind::set || type->kind == value::TypeKind::tuple;
}

}  // namespace

Items items_of(World& world, Value value, Span use) {
  Items found;
  const Value settled = world.settle(value);
  if (settled.is_null() || settled.is(Kind::absent)) return found;
  found.given = true;
  found.span = shown_at(use, settled.span());
  if (settled.is(Kind::sequence)) {
    add_items(world, settled, false, 0, found);
  } else if (settled.is(Kind::unknown) && may_be_list(settled)) {
    add_unknown_list(settled, false, found);
  } else {
    found.items.push_back({settled, false, found.span});
  }
  return found;
}

Value raw_field(Value mapping, const Name& name, Dialect dialect) {
  // A field that the dialect does not have is never given.
  if ((dialect == Dialect::terraform ? name.terraform : name.cloudformation).empty()) return null_value;
  if (mapping.is(Kind::unknown)) return {};
  for (const value::MappingEntry& entry : mapping.entries()) {
    if (!is_key(entry.key, name, dialect)) continue;
    return mapping.rest() != nullptr && mapping.rest_overrides() ? Value() : entry.value;
  }
  return mapping.rest() != nullptr ? Value() : null_value;
}

Fields::Fields(World& world, Value mapping, Dialect dialect)
    : world_(&world), mapping_(world.settle(mapping)), dialect_(dialect) {}

Fields Fields::with_unknown_rest() const {
  Fields opened = *this;
  opened.open_ = true;
  return opened;
}

Value Fields::raw(const Name& name) const {
  const Value value = raw_field(mapping_, name, dialect_);
  return open_ && value.is_null() ? Value() : value;
}

Argument Fields::get(const Name& name) const {
  const Value value = world_->settle(raw(name));
  if (value.is_null() || value.is(Kind::absent)) return {null_value, false, {}};
  const value::MappingEntry* written = entry(name);
  if (written == nullptr) return {value, true, value.span()};
  return {value, true, shown_at(written->use_span, value.span()), written->key_span};
}

Items Fields::items(const Name& name) const {
  const value::MappingEntry* written = entry(name);
  return items_of(*world_, raw(name), written != nullptr ? written->use_span : Span());
}

const value::MappingEntry* Fields::entry(const Name& name) const {
  for (const value::MappingEntry& entry : mapping_.entries()) {
    if (is_key(entry.key, name, dialect_)) return &entry;
  }
  return nullptr;
}

Fields Fields::block(const Name& name) const {
  const Items blocks = items(name);
  if (!blocks.items.empty() && !blocks.items.front().possible) {
    return {*world_, blocks.items.front().value, dialect_};
  }
  return {*world_, blocks.complete && blocks.items.empty() ? null_value : Value(), dialect_};
}

}  // namespace tieline::aws
