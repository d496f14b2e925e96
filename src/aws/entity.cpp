#include "aws/entity.h"

#include <utility>

namespace tieline::aws {

using value::Kind;

bool is_made_here(const Entity* entity) { return entity != nullptr && entity->declared() && !entity->adopted; }

Answer same(const Entity* a, const Entity* b) {
  if (a == nullptr || b == nullptr) return Answer::unknown;
  if (a == b) return a->several ? Answer::unknown : Answer::yes;
  if (is_made_here(b)) std::swap(a, b);
  if (is_made_here(a) && (b->declared() || b->adopted || b->origin == Origin::named)) return Answer::no;
  if (a->origin == Origin::named && b->origin == Origin::named) return Answer::no;
  if (a->own_name && b->own_name && *a->own_name != *b->own_name) return Answer::no;
  return Answer::unknown;
}

bool Argument::may_be_null() const {
  return given && value.is(Kind::unknown) && value.reference() == nullptr && !value.refinement().not_null;
}

std::optional<std::string_view> Argument::text() const {
  return value.is(Kind::string) ? std::optional(value.string()) : std::nullopt;
}

Answer Argument::truth(bool otherwise) const {
  if (!given) return value::answer(otherwise);
  if (value.is(Kind::boolean)) return value::answer(value.boolean());
  if (value.is(Kind::string) && (value.string() == "true" || value.string() == "false")) {
    return value::answer(value.string() == "true");
  }
  return Answer::unknown;
}

}  // namespace tieline::aws
