#pragma once

#include "syntax/hcl/ast.h"
#include "terraform/expressions.h"
#include "value/type.h"

namespace tieline::terraform {

/// The type that a `type` argument says: `list(object({ a = optional(string, "x") }))`. `any` where it is malformed,
/// which is reported. `constants` evaluates the defaults, which refer to nothing.
[[nodiscard]] const value::Type* type_constraint(Expressions& constants, const hcl::Expr& expr);

}  // namespace tieline::terraform
