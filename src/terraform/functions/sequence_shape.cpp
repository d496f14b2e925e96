#include "terraform/functions/sequence_shape.h"

namespace tieline::terraform {

using value::Flavour;
using value::Kind;
using value::Naming;
using value::TypeKind;

std::string type_name(Call& call, Value value) {
  return friendly_name(*value::type_of(call.arena(), value), Naming::of_value);
}

bool may_be_sequence(Value value, bool with_sets) {
  if (value.is(Kind::sequence)) return with_sets || value.flavour() != Flavour::set;
  if (!value.is(Kind::unknown) || value.refinement().type == nullptr) return value.is(Kind::unknown);
  const TypeKind kind = value.refinement().type->kind;
  return kind == TypeKind::any || kind == TypeKind::list || kind == TypeKind::tuple ||
         (with_sets && kind == TypeKind::set);
}

bool is_list(Value value) {
  if (value.is(Kind::sequence)) return value.flavour() == Flavour::list;
  return value.is(Kind::unknown) && value.refinement().type != nullptr &&
         value.refinement().type->kind == TypeKind::list;
}

const Type* element_of(Call& call, Value list) {
  return is_list(list) ? value::type_of(call.arena(), list)->element : nullptr;
}

}  // namespace tieline::terraform
