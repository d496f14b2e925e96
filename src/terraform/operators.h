#pragma once

#include <optional>
#include <string>

#include "syntax/hcl/ast.h"
#include "terraform/convert.h"
#include "value/answer.h"
#include "value/condition.h"
#include "value/value.h"

namespace tieline::terraform {

/// Why an operation fails, in Terraform's words.
struct OperationError {
  std::string summary;  ///< "Invalid operand", "Division by zero"
  std::string message;  ///< without a final stop
  int operand = -1;     ///< 0 left (or the only one), 1 right, -1 the whole
};

/// The value is unknown where there is an error.
struct OperationResult {
  Value value;
  std::optional<OperationError> error = {};
};

/// `left op right`. Alternatives are told apart. Unknown booleans carry when they are true (Refinement::truth), as far
/// as the operands say.
[[nodiscard]] OperationResult binary(Arena& arena, ConditionSpace& conditions, hcl::BinaryOperator op, Value left,
                                     Value right, Span span = {});
/// `!operand` or `-operand`.
[[nodiscard]] OperationResult unary(Arena& arena, ConditionSpace& conditions, hcl::UnaryOperator op, Value operand,
                                    Span span = {});

/// Whether two values are equal, as `==` has it: of the same type and the same worth. Unknown where an unknown decides;
/// a value and a reference to the same attribute of the same instance are equal whatever it is.
[[nodiscard]] value::Answer equal(Value left, Value right);

/// When a boolean holds: of a known one always or never; of an unknown one its `truth`, or the atom of its `cause`;
/// of alternatives put together. nullopt for what is no boolean and for an unknown that nothing identifies.
/// An unknown's cause must name one and the same value wherever it occurs.
[[nodiscard]] std::optional<value::Condition> truth_of(Arena& arena, ConditionSpace& conditions, Value boolean);

}  // namespace tieline::terraform
