#include "value/value.h"

#include <algorithm>

#include "text/limits.h"

namespace tieline::value {
namespace {

constexpr Data no_data{};
constexpr Refinement no_refinement{};
constexpr Number zero{};

const Data& data_of(Value value) { return value.data() != nullptr ? *value.data() : no_data; }

bool known_kind(Kind kind) {
  return kind != Kind::unknown && kind != Kind::template_ && kind != Kind::alternatives && kind != Kind::rest;
}

std::uint32_t weigh(const Data& data) {
  std::uint64_t weight = 1;
  for (const Value item : data.items) weight += item.weight();
  for (const MappingEntry& entry : data.entries) weight += entry.value.weight();
  for (const Branch& branch : data.branches) weight += branch.value.weight();
  if (data.inner != nullptr) weight += data.inner->weight();
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(weight, UINT32_MAX));
}

Value put(Arena& arena, const Data& data) {
  Data* made = arena.make<Data>(data);
  if (made->weight == 0) made->weight = weigh(data);
  return Value(made);
}

/// Marks of the inside show on the outside: a list with a sensitive element is printed as carefully as the element.
void take_marks(Data& data, Value inner) { data.ephemeral = data.ephemeral || inner.is_ephemeral(); }

}  // namespace

Kind Value::kind() const { return data_of(*this).kind; }
Flavour Value::flavour() const { return data_of(*this).flavour; }
bool Value::is_known() const { return known_kind(kind()); }
bool Value::is_wholly_known() const { return data_of(*this).wholly_known; }
bool Value::is_sensitive() const { return data_of(*this).sensitive; }
bool Value::is_ephemeral() const { return data_of(*this).ephemeral; }
std::uint32_t Value::weight() const { return data_ != nullptr ? data_->weight : 1; }
Span Value::span() const { return data_of(*this).span; }
const Reference* Value::reference() const { return data_of(*this).reference; }
bool Value::boolean() const { return data_of(*this).truth; }
const Number& Value::number() const {
  const Number* number = data_of(*this).number;
  return number != nullptr ? *number : zero;
}
std::string_view Value::string() const { return data_of(*this).string; }
std::span<const Value> Value::items() const { return data_of(*this).items; }
std::span<const MappingEntry> Value::entries() const { return data_of(*this).entries; }
std::span<const Branch> Value::branches() const { return data_of(*this).branches; }
const Refinement& Value::refinement() const {
  const Refinement* refinement = data_of(*this).refinement;
  return refinement != nullptr ? *refinement : no_refinement;
}
const Value* Value::rest() const { return is(Kind::rest) || is(Kind::mapping) ? data_of(*this).inner : nullptr; }
bool Value::rest_overrides() const { return data_of(*this).overrides; }
const Value* Value::encoded() const { return is(Kind::string) || is(Kind::template_) ? data_of(*this).inner : nullptr; }

const Value* Value::find(std::string_view key) const {
  for (const MappingEntry& entry : entries()) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

const Type* Value::element_type() const { return data_of(*this).element_type; }

bool Value::has_known_length() const {
  return is(Kind::sequence) && std::none_of(items().begin(), items().end(), [](Value item) {
           return item.is(Kind::rest) || item.is(Kind::alternatives);
         });
}

std::size_t Value::minimum_length() const {
  const auto may_be_absent = [](Value item) {
    const auto branches = item.branches();
    return std::any_of(branches.begin(), branches.end(), [](const Branch& b) { return b.value.is(Kind::absent); });
  };
  return static_cast<std::size_t>(std::count_if(items().begin(), items().end(), [&](Value item) {
    return !item.is(Kind::rest) && !item.is(Kind::absent) && !may_be_absent(item);
  }));
}

Value unknown(Arena& arena, Refinement refinement, Span span) {
  return put(arena, {.span = span, .refinement = arena.make<Refinement>(refinement)});
}

Value null(Arena& arena, Span span) { return put(arena, {.kind = Kind::null, .wholly_known = true, .span = span}); }

Value null_of(Arena& arena, const Type* type, Span span) {
  return put(arena, {.kind = Kind::null,
                     .wholly_known = true,
                     .span = span,
                     .refinement = arena.make<Refinement>(Refinement{.type = type})});
}

Value boolean(Arena& arena, bool truth, Span span) {
  return put(arena, {.kind = Kind::boolean, .wholly_known = true, .truth = truth, .span = span});
}

Value number(Arena& arena, const Number& number, Span span) {
  return put(arena, {.kind = Kind::number, .wholly_known = true, .span = span, .number = arena.make<Number>(number)});
}

Value string(Arena& arena, std::string_view text, Span span) { return string_view(arena, arena.copy(text), span); }

Value string_view(Arena& arena, std::string_view text, Span span) {
  return put(arena, {.kind = Kind::string, .wholly_known = true, .span = span, .string = text});
}

Value template_of(Arena& arena, std::span<const Value> parts, Span span) {
  std::vector<Value> kept;
  std::string text;
  Span text_span;
  Data marks;
  bool lost = false;
  const auto add_text = [&](std::string_view more, Span from) {
    if (text.empty()) text_span = from;
    text += more;
  };
  const auto flush = [&] {
    if (!text.empty()) kept.push_back(string(arena, text, text_span));
    text.clear();
  };
  const auto add = [&](const auto& self, Value part) -> void {
    marks.sensitive = marks.sensitive || part.is_sensitive();
    take_marks(marks, part);
    switch (part.kind()) {
      case Kind::string:
        return add_text(part.string(), part.span());
      case Kind::number:
        return add_text(part.number().to_string(), part.span());
      case Kind::boolean:
        return add_text(part.boolean() ? "true" : "false", part.span());
      case Kind::template_:
        for (const Value inner : part.items()) self(self, inner);
        return;
      case Kind::unknown:
      case Kind::alternatives:
        flush();
        kept.push_back(part);
        return;
      default:
        lost = true;
    }
  };
  for (const Value part : parts) add(add, part);
  if (lost) return unknown(arena, {.type = nullptr, .not_null = true}, span);
  if (kept.empty()) {
    marks.kind = Kind::string;
    marks.wholly_known = true;
    marks.span = span;
    marks.string = arena.copy(text);
    return put(arena, marks);
  }
  flush();
  marks.kind = Kind::template_;
  marks.span = span;
  marks.items = arena.copy(kept);
  return put(arena, marks);
}

Value sequence(Arena& arena, std::span<const Value> items, Flavour flavour, Span span) {
  Data data{.kind = Kind::sequence, .flavour = flavour, .wholly_known = true, .span = span, .items = arena.copy(items)};
  for (const Value item : items) {
    data.wholly_known = data.wholly_known && item.is_wholly_known();
    take_marks(data, item);
  }
  return put(arena, data);
}

Value mapping(Arena& arena, std::span<const MappingEntry> entries, Flavour flavour, Span span) {
  Data data{
      .kind = Kind::mapping, .flavour = flavour, .wholly_known = true, .span = span, .entries = arena.copy(entries)};
  for (const MappingEntry& entry : entries) {
    data.wholly_known = data.wholly_known && entry.value.is_wholly_known();
    take_marks(data, entry.value);
  }
  return put(arena, data);
}

Value open_mapping(Arena& arena, std::span<const MappingEntry> entries, Value rest, bool overrides, Flavour flavour,
                   Span span) {
  return put(arena, {.kind = Kind::mapping,
                     .flavour = flavour,
                     .overrides = overrides,
                     .span = span,
                     .entries = arena.copy(entries),
                     .inner = arena.make<Value>(rest)});
}

Value rest_of(Arena& arena, Value element, Span span) {
  return put(arena, {.kind = Kind::rest, .span = span, .inner = arena.make<Value>(element)});
}

Value absent(Arena& arena, Span span) { return put(arena, {.kind = Kind::absent, .wholly_known = true, .span = span}); }

Value alternatives(Arena& arena, ConditionSpace& space, std::span<const Branch> branches, Span span) {
  std::vector<Branch> flat;
  const auto add = [&](Condition when, Value value) {
    if (!space.satisfiable(when)) return;
    for (Branch& there : flat) {
      if (there.value == value) {
        there.when = space.disjunction(there.when, when);
        return;
      }
    }
    flat.push_back({when, value});
  };
  for (const Branch& branch : branches) {
    if (!branch.value.is(Kind::alternatives)) {
      add(branch.when, branch.value);
      continue;
    }
    for (const Branch& inner : branch.value.branches()) {
      add(space.conjunction(branch.when, inner.when), inner.value);
    }
  }
  if (flat.empty()) return unknown(arena, {}, span);
  if (flat.size() == 1) return flat.front().value;
  if (flat.size() > limits::alternatives) return unknown(arena, {}, span);
  Data data{.kind = Kind::alternatives, .span = span, .branches = arena.copy(flat)};
  for (const Branch& branch : flat) {
    data.sensitive = data.sensitive || branch.value.is_sensitive();
    take_marks(data, branch.value);
  }
  return put(arena, data);
}

Value reference_to(Arena& arena, const Reference& reference, const Type* type) {
  return put(arena, {.span = reference.span,
                     .reference = arena.make<Reference>(reference),
                     .refinement = arena.make<Refinement>(Refinement{.type = type})});
}

Value with_reference(Arena& arena, Value value, const Reference& reference) {
  Data data = data_of(value);
  data.reference = arena.make<Reference>(reference);
  return put(arena, data);
}

Value with_refinement(Arena& arena, Value value, const Refinement& refinement) {
  Data data = data_of(value);
  data.refinement = arena.make<Refinement>(refinement);
  return put(arena, data);
}

Value with_span(Arena& arena, Value value, Span span) {
  Data data = data_of(value);
  data.span = span;
  return put(arena, data);
}

Value with_sensitive(Arena& arena, Value value, bool sensitive) {
  if (value.is_sensitive() == sensitive) return value;
  Data data = data_of(value);
  data.sensitive = sensitive;
  return put(arena, data);
}

Value with_ephemeral(Arena& arena, Value value, bool ephemeral) {
  if (value.is_ephemeral() == ephemeral) return value;
  Data data = data_of(value);
  data.ephemeral = ephemeral;
  return put(arena, data);
}

Value with_encoded(Arena& arena, Value string, Value encoded) {
  Data data = data_of(string);
  data.inner = arena.make<Value>(encoded);
  data.weight = 0;
  return put(arena, data);
}

Value with_flavour(Arena& arena, Value value, Flavour flavour, const Type* element_type) {
  Data data = data_of(value);
  data.flavour = flavour;
  data.element_type = element_type;
  return put(arena, data);
}

namespace {

void print(Value value, std::string& out) {
  if (const Reference* reference = value.reference(); reference != nullptr && value.is(Kind::unknown)) {
    out += "(reference " + std::string(reference->attribute) + ")";
    return;
  }
  const auto list = [&](const auto& items, char open, char close, const auto& each) {
    out += open;
    bool first = true;
    for (const auto& item : items) {
      if (!first) out += ", ";
      first = false;
      each(item);
    }
    out += close;
  };
  switch (value.kind()) {
    case Kind::unknown:
      out += "(unknown";
      if (!value.refinement().cause.empty()) out += " " + std::string(value.refinement().cause);
      out += ")";
      return;
    case Kind::null:
      out += "null";
      return;
    case Kind::boolean:
      out += value.boolean() ? "true" : "false";
      return;
    case Kind::number:
      out += value.number().to_string();
      return;
    case Kind::string:
      out += "\"" + std::string(value.string()) + "\"";
      return;
    case Kind::template_:
      out += '"';
      for (const Value part : value.items()) {
        if (part.is(Kind::string)) {
          out += part.string();
        } else {
          out += "${";
          print(part, out);
          out += "}";
        }
      }
      out += '"';
      return;
    case Kind::sequence:
      return list(value.items(), '[', ']', [&](Value item) { print(item, out); });
    case Kind::mapping:
      list(value.entries(), '{', '}', [&](const MappingEntry& entry) {
        out += std::string(entry.key) + " = ";
        print(entry.value, out);
      });
      if (value.rest() != nullptr) out += "+rest";
      return;
    case Kind::alternatives:
      return list(value.branches(), '<', '>', [&](const Branch& branch) { print(branch.value, out); });
    case Kind::rest:
      out += "rest(";
      print(*value.rest(), out);
      out += ")";
      return;
    case Kind::absent:
      out += "absent";
      return;
  }
}

}  // namespace

std::string to_debug_string(Value value) {
  std::string out;
  print(value, out);
  return out;
}

}  // namespace tieline::value
