#include "aws/tracer.h"

#include <algorithm>
#include <utility>

#include "aws/adapters/fields.h"

namespace tieline::aws {
namespace {

using value::Kind;

/// Steps from one resource's argument to what it refers to, lists and branches included.
constexpr int max_depth = 32;

constexpr std::string_view aws_policy = "::aws:policy/";

/// Whether two references to this attribute name one value: no list, one of whose elements may be meant.
bool is_single(std::string_view attribute) {
  if (attribute.empty() || attribute.find("[*]") != std::string_view::npos) return false;
  return attribute.back() != 's';
}

/// Whether Terraform's name of an unknown is the same wherever the value is: a variable, a part of one, an output of a
/// module that is not on disk; nothing that a function made of it, and no element of which nobody knows which.
bool names_one_value(std::string_view cause) {
  constexpr std::size_t longest = 80;  // longer ones are cut short
  return cause.size() <= longest && (cause.starts_with("var.") || cause.starts_with("module.")) &&
         cause.find('(') == std::string_view::npos && cause.find("[*]") == std::string_view::npos;
}

/// The part of an ARN, an id or a name that names it among its like.
std::string_view own_part(std::string_view text, Subject subject) {
  if (const std::size_t aws = text.find(aws_policy); aws != std::string_view::npos) return text.substr(aws);
  if (const std::size_t slash = text.rfind('/'); slash != std::string_view::npos) text.remove_prefix(slash + 1);
  if (subject == Subject::ecs_task_definition) text = text.substr(0, text.find(':'));
  return text;
}

}  // namespace

std::optional<std::string> identity_key(Value value) {
  if (const value::Reference* reference = value.reference(); reference != nullptr) {
    if (!is_single(reference->attribute) || reference->resource->symbolic) return std::nullopt;
    return "@" + std::to_string(reference->resource->index) + '.' + std::string(reference->attribute);
  }
  if (!value.is(Kind::unknown) || value.data() == nullptr || value.data()->refinement == nullptr) return std::nullopt;
  if (const std::string_view cause = value.refinement().cause; names_one_value(cause)) return std::string(cause);
  return "?" + std::to_string(reinterpret_cast<std::uintptr_t>(value.data()->refinement));
}

std::optional<std::string> identity_text(Value value) {
  if (value.is(Kind::string)) return std::string(value.string());
  if (value.is(Kind::unknown)) {
    auto key = identity_key(value);
    if (key) *key = '\x01' + *key + '\x02';
    return key;
  }
  if (!value.is(Kind::template_)) return std::nullopt;
  std::string text;
  for (const Value part : value.items()) {
    const auto inner = identity_text(part);
    if (!inner) return std::nullopt;
    text += *inner;
  }
  return text;
}

void Tracer::trace(Value value, int depth) {
  if (depth > max_depth) return add(nullptr);
  switch (value.kind()) {
    case Kind::alternatives:
      if (world_ != nullptr) return trace(world_->settle(value), depth + 1);
      for (const value::Branch& branch : value.branches()) trace(branch.value, depth + 1);
      return;
    case Kind::sequence:
      if (world_ != nullptr) return add(nullptr);
      for (const Value item : value.items()) trace(item, depth + 1);
      return;
    case Kind::mapping:
      if (world_ != nullptr) return add(nullptr);
      for (const value::MappingEntry& entry : value.entries()) trace(entry.value, depth + 1);
      if (value.rest() != nullptr) trace(*value.rest(), depth + 1);
      return;
    case Kind::rest:
      return value.rest() != nullptr ? trace(*value.rest(), depth + 1) : add(nullptr);
    case Kind::null:
    case Kind::absent:
    case Kind::boolean:
    case Kind::number:
      return;
    case Kind::string:
      if (!trace_reference(value, depth)) trace_text(value.string());
      return;
    case Kind::template_:
      if (!trace_reference(value, depth)) trace_template(value, depth);
      return;
    case Kind::unknown:
      if (!trace_reference(value, depth)) trace_unknown(value);
      return;
  }
}

/// Follows a value to the resource it was read from. False where that leads nowhere.
bool Tracer::trace_reference(Value value, int depth) {
  const value::Reference* reference = value.reference();
  if (reference == nullptr) return false;
  const Resource& resource = *reference->resource;
  const TypeInfo* info = types_[resource.index];
  if (info != nullptr && info->subject == directory_.subject() &&
      is_identity(info->subject, info->dialect, reference->attribute)) {
    if (const Entity* entity = directory_.find(resource); entity != nullptr) {
      trace_lookup(*entity, resource, depth);
      return true;
    }
  }
  const Value* given = resource.attributes.find(reference->attribute);
  if (given == nullptr || *given == value || given->is_null()) return false;
  if (given->reference() != nullptr && given->reference()->resource == &resource &&
      given->reference()->attribute == reference->attribute) {
    return false;
  }
  trace(*given, depth + 1);
  return true;
}

/// A data source that looks something up by its identity is that, where that is known.
void Tracer::trace_lookup(const Entity& entity, const Resource& resource, int depth) {
  const Value* by = entity.declared() ? nullptr : resource.attributes.find(lookup_argument(directory_.subject()));
  if (by == nullptr || by->is_null()) return add(&entity);
  Tracer inner(types_, directory_, world_);
  inner.trace(*by, depth + 1);
  for (const Entity* meant : inner.found()) {
    const bool known = meant != nullptr && (meant->declared() || meant->origin == Origin::named);
    add(known ? meant : &entity);
  }
}

void Tracer::trace_text(std::string_view text) {
  const std::string_view own = own_part(text, directory_.subject());
  if (own.starts_with(aws_policy)) return add(directory_.named(own));
  trace_name({}, std::string(own));
}

bool Tracer::has_name(const Entity& entity, const std::string& identity) {
  const TypeInfo& info = *types_[entity.resource->index];
  if (world_ == nullptr) return true;
  if (!world_->decide(entity.resource->when)) return false;
  const Value name = world_->settle(raw_field(entity.resource->attributes, own_name(info.subject), info.dialect));
  return identity_text(name) == identity;
}

/// Looks for those that are declared under a name. `value` is what is not a plain text, else a default Value.
void Tracer::trace_name(Value value, const std::string& identity) {
  bool matched = false;
  if (const auto* candidates = directory_.by_name(identity); candidates != nullptr) {
    for (const Entity* candidate : *candidates) {
      if (!has_name(*candidate, identity)) continue;
      add(candidate);
      matched = true;
      if (world_ != nullptr) return;
    }
  }
  if (matched) return;
  if (value.data() != nullptr) return trace_unknown(value);
  add(directory_.has_unnamed() ? nullptr : directory_.named(identity));
}

void Tracer::trace_template(Value value, int depth) {
  const auto parts = value.items();
  const Subject subject = directory_.subject();
  for (const Value part : parts) {
    if (!part.is(Kind::string)) continue;
    const std::size_t aws = part.string().find(aws_policy);
    if (aws != std::string_view::npos) return trace_text(part.string().substr(aws));
  }
  const Value last = parts.back();
  if (last.is(Kind::string)) {
    const std::size_t slash = last.string().rfind('/');
    if (slash != std::string_view::npos) return trace_text(last.string().substr(slash + 1));
  } else if (parts.size() > 1) {
    const Value before = parts[parts.size() - 2];
    if (before.is(Kind::string) && before.string().ends_with('/')) return trace(last, depth + 1);
  }
  if (subject == Subject::ecs_task_definition && parts.size() > 1 && parts[1].is(Kind::string) &&
      parts[1].string().starts_with(':')) {
    return trace(parts.front(), depth + 1);
  }
  if (const auto identity = identity_text(value)) return trace_name(value, *identity);
  add(nullptr);
}

void Tracer::trace_unknown(Value value) {
  if (value.is(Kind::unknown) && value.reference() == nullptr) {
    if (const auto identity = identity_text(value)) {
      if (const auto* named = directory_.by_name(*identity); named != nullptr) {
        for (const Entity* candidate : *named) {
          if (!has_name(*candidate, *identity)) continue;
          add(candidate);
          if (world_ != nullptr) return;
        }
      }
    }
  }
  const auto key = value.is(Kind::template_) ? identity_text(value) : identity_key(value);
  if (!key) return add(nullptr);
  std::string shown(value.refinement().cause);
  if (const value::Reference* reference = value.reference(); reference != nullptr) {
    shown = std::string(reference->resource->address) + '.' + std::string(reference->attribute);
  }
  add(directory_.opaque(*key, std::move(shown)));
}

}  // namespace tieline::aws
