#include "terraform/operators.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "terraform/collections.h"
#include "terraform/equality.h"
#include "text/limits.h"
#include "value/number.h"

namespace tieline::terraform {
namespace {

using hcl::BinaryOperator;
using value::Answer;
using value::Branch;
using value::Condition;
using value::Kind;
using value::Number;
using value::Refinement;

OperationResult failed(Arena& arena, const Type* type, OperationError error) {
  return {value::unknown(arena, {.type = type}), std::move(error)};
}

OperationError operation_error(std::string message, int operand = -1) {
  return {"Operation failed", "Error during operation: " + std::move(message), operand};
}

/// The condition that a boolean holds, as a value: true, false, or an unknown that knows when it is true.
Value boolean_of(Arena& arena, Condition condition, Span span) {
  if (condition.is_always()) return value::boolean(arena, true, span);
  if (condition.is_never()) return value::boolean(arena, false, span);
  return value::unknown(arena, {.type = value::boolean_type(), .truth = condition, .not_null = true}, span);
}

Value unknown_boolean(Arena& arena, Span span) {
  return value::unknown(arena, {.type = value::boolean_type(), .not_null = true}, span);
}

Value boolean_of(Arena& arena, Answer answer, Span span) {
  return answer == Answer::unknown ? unknown_boolean(arena, span) : value::boolean(arena, answer == Answer::yes, span);
}

/// Bounds of a number: of a known one itself, of an unknown count what its refinement says.
struct NumberRange {
  std::optional<Number> least;
  std::optional<Number> most;
};

NumberRange number_range(Value value) {
  if (value.is(Kind::number)) return {value.number(), value.number()};
  const Refinement& known = value.refinement();
  if (!value.is(Kind::unknown) || !known.bounded) return {};
  const auto bound = [](std::uint64_t limit) -> std::optional<Number> {
    if (limit > INT64_MAX) return std::nullopt;
    return Number(static_cast<std::int64_t>(limit));
  };
  return {bound(known.length_min), bound(known.length_max)};
}

/// Whether a < b (or a <= b), as far as the bounds tell.
Answer less(const NumberRange& a, const NumberRange& b, bool or_equal) {
  const auto holds = [&](const Number& x, const Number& y) { return or_equal ? x <= y : x < y; };
  if (a.most && b.least && holds(*a.most, *b.least)) return Answer::yes;
  if (a.least && b.most && !holds(*a.least, *b.most)) return Answer::no;
  return Answer::unknown;
}

bool is_comparison(BinaryOperator op) {
  return op == BinaryOperator::less || op == BinaryOperator::less_equal || op == BinaryOperator::greater ||
         op == BinaryOperator::greater_equal;
}

/// What is one operation on two operands that are no alternatives.
class Operation {
 public:
  Operation(Arena& arena, ConditionSpace& conditions, BinaryOperator op, Span span)
      : arena_(arena), conditions_(conditions), op_(op), span_(span) {}

  OperationResult run(Value left, Value right) {
    switch (op_) {
      case BinaryOperator::or_:
      case BinaryOperator::and_:
        return logical(left, right);
      case BinaryOperator::equal:
      case BinaryOperator::not_equal:
        return equality(left, right);
      default:
        return is_comparison(op_) ? comparison(left, right) : arithmetic(left, right);
    }
  }

 private:
  /// Both operands as that type; an error where one is not.
  std::optional<OperationResult> convert_both(Value& left, Value& right, const Type* type, const Type* result) {
    int operand = 0;
    for (Value* value : {&left, &right}) {
      ConvertResult converted = convert(arena_, conditions_, *value, *type);
      if (converted.error) {
        const std::string_view side = operand == 0 ? "left" : "right";
        return failed(arena_, result,
                      {"Invalid operand", "Unsuitable value for " + std::string(side) + " operand: " + *converted.error,
                       operand});
      }
      *value = converted.value;
      ++operand;
    }
    if (left.is_null() || right.is_null()) {
      return failed(arena_, result, operation_error("argument must not be null", left.is_null() ? 0 : 1));
    }
    return std::nullopt;
  }

  OperationResult logical(Value left, Value right) {
    if (auto error = convert_both(left, right, value::boolean_type(), value::boolean_type())) return *error;
    const bool conjunction = op_ == BinaryOperator::and_;
    const auto a = truth_of(arena_, conditions_, left);
    const auto b = truth_of(arena_, conditions_, right);
    if (a && b) {
      return {
          boolean_of(arena_, conjunction ? conditions_.conjunction(*a, *b) : conditions_.disjunction(*a, *b), span_)};
    }
    // One side may settle it alone: `false && x` is false whatever x is.
    const auto known = a ? a : b;
    if (!known) return {unknown_boolean(arena_, span_)};
    const Condition settles = conjunction ? conditions_.negation(*known) : *known;
    const Value settled = value::boolean(arena_, !conjunction, span_);
    if (settles.is_always()) return {settled};
    if (settles.is_never()) return {unknown_boolean(arena_, span_)};
    const Branch branches[] = {{settles, settled}, {conditions_.negation(settles), unknown_boolean(arena_, span_)}};
    return {value::alternatives(arena_, conditions_, branches, span_)};
  }

  OperationResult equality(Value left, Value right) {
    const bool negated = op_ == BinaryOperator::not_equal;
    Answer same = equal(left, right);
    if (same == Answer::unknown) {
      const NumberRange a = number_range(left);
      const NumberRange b = number_range(right);
      if (less(a, b, false) == Answer::yes || less(b, a, false) == Answer::yes) same = Answer::no;
    }
    if (same != Answer::unknown) return {boolean_of(arena_, negated ? !same : same, span_)};
    if (const auto holds = equality_condition(conditions_, left, right)) {
      return {boolean_of(arena_, negated ? conditions_.negation(*holds) : *holds, span_)};
    }
    return {unknown_boolean(arena_, span_)};
  }

  OperationResult comparison(Value left, Value right) {
    if (auto error = convert_both(left, right, value::number_type(), value::boolean_type())) return *error;
    const bool swapped = op_ == BinaryOperator::greater || op_ == BinaryOperator::greater_equal;
    const bool or_equal = op_ == BinaryOperator::less_equal || op_ == BinaryOperator::greater_equal;
    const Value small = swapped ? right : left;
    const Value large = swapped ? left : right;
    const Answer answer = less(number_range(small), number_range(large), or_equal);
    if (answer == Answer::unknown) {
      if (const auto holds = not_empty(small, large, or_equal)) return {boolean_of(arena_, *holds, span_)};
    }
    return {boolean_of(arena_, answer, span_)};
  }

  /// `length(x) > 0` and the other ways to write it: when a count is not zero.
  std::optional<Condition> not_empty(Value small, Value large, bool or_equal) {
    const Value count = large.is(Kind::unknown) ? large : small;
    const Value bound = large.is(Kind::unknown) ? small : large;
    if (!is_count(count) || !bound.is(Kind::number)) return std::nullopt;
    const Condition empty = conditions_.equals(count.refinement().cause, "0");
    const Number first = or_equal ? Number(1) : Number(0);   // 0 < count, 1 <= count
    const Number second = or_equal ? Number(0) : Number(1);  // count <= 0, count < 1
    if (large.is(Kind::unknown) && bound.number() == first) return conditions_.negation(empty);
    if (small.is(Kind::unknown) && bound.number() == second) return empty;
    return std::nullopt;
  }

  OperationResult arithmetic(Value left, Value right) {
    if (auto error = convert_both(left, right, value::number_type(), value::number_type())) return *error;
    if (!left.is(Kind::number) || !right.is(Kind::number)) return {unknown_number(left, right)};
    const Number& a = left.number();
    const Number& b = right.number();
    const auto result = [&](const Number& number) -> OperationResult { return {value::number(arena_, number, span_)}; };
    const auto undefined = [&](std::string message) {
      return failed(arena_, value::number_type(), operation_error(std::move(message)));
    };
    switch (op_) {
      case BinaryOperator::add:
        if (a.is_infinite() && b.is_infinite() && a.sign() != b.sign()) {
          return undefined("can't compute sum of opposing infinities");
        }
        return result(a + b);
      case BinaryOperator::subtract:
        if (a.is_infinite() && b.is_infinite() && a.sign() == b.sign()) {
          return undefined("can't subtract infinity from itself");
        }
        return result(a - b);
      case BinaryOperator::multiply:
        if ((a.is_infinite() && b.sign() == 0) || (b.is_infinite() && a.sign() == 0)) {
          return undefined("can't multiply zero by infinity");
        }
        return result(a * b);
      case BinaryOperator::divide: {
        const auto quotient = Number::divide(a, b);
        if (!quotient) return undefined("can't divide zero by zero or infinity by infinity");
        return result(*quotient);
      }
      default: {
        const auto remainder = Number::remainder(a, b);
        if (!remainder) return undefined("can't use modulo with zero and infinity");
        return result(*remainder);
      }
    }
  }

  /// A count plus a known number still has a least value.
  Value unknown_number(Value left, Value right) {
    Refinement known{.type = value::number_type(), .not_null = true};
    const bool counts = op_ == BinaryOperator::add && number_range(left).least && number_range(right).least;
    if (counts) {
      const auto least = (*number_range(left).least + *number_range(right).least).as_int64();
      if (least && *least >= 0) {
        known.bounded = true;
        known.length_min = static_cast<std::uint64_t>(*least);
      }
    }
    return value::unknown(arena_, known, span_);
  }

  Arena& arena_;
  ConditionSpace& conditions_;
  BinaryOperator op_;
  Span span_;
};

std::vector<Branch> branches_of(Value value) {
  if (!value.is(Kind::alternatives)) return {{Condition::always(), value}};
  return {value.branches().begin(), value.branches().end()};
}

/// Alternatives of booleans as one unknown that knows when it is true.
Value merged(Arena& arena, ConditionSpace& conditions, Value value, Span span) {
  if (!value.is(Kind::alternatives)) return value;
  if (value::type_of(arena, value)->kind != value::TypeKind::boolean) return value;
  const auto truth = truth_of(arena, conditions, value);
  return truth ? boolean_of(arena, *truth, span) : value;
}

Value with_marks(Arena& arena, Value value, Value left, Value right) {
  return with_marks_of(arena, with_marks_of(arena, value, left), right);
}

}  // namespace

OperationResult binary(Arena& arena, ConditionSpace& conditions, hcl::BinaryOperator op, Value left, Value right,
                       Span span) {
  Operation operation(arena, conditions, op, span);
  if (!left.is(Kind::alternatives) && !right.is(Kind::alternatives)) {
    OperationResult result = operation.run(left, right);
    result.value = with_marks(arena, result.value, left, right);
    return result;
  }
  const auto lefts = branches_of(left);
  const auto rights = branches_of(right);
  if (lefts.size() * rights.size() > limits::alternatives * limits::alternatives)
    return {value::unknown(arena, {}, span)};
  std::vector<Branch> results;
  std::optional<OperationError> first_error;
  std::size_t worked = 0;
  for (const Branch& a : lefts) {
    for (const Branch& b : rights) {
      const Condition when = conditions.conjunction(a.when, b.when);
      if (!conditions.satisfiable(when)) continue;
      OperationResult one = operation.run(a.value, b.value);
      if (!one.error) ++worked;
      if (one.error && !first_error) first_error = one.error;
      results.push_back({when, one.value});
    }
  }
  const Value all = merged(arena, conditions, value::alternatives(arena, conditions, results, span), span);
  OperationResult result{with_marks(arena, all, left, right)};
  if (worked == 0) result.error = first_error;
  return result;
}

OperationResult unary(Arena& arena, ConditionSpace& conditions, hcl::UnaryOperator op, Value operand, Span span) {
  const bool negation = op == hcl::UnaryOperator::not_;
  const Type* type = negation ? value::boolean_type() : value::number_type();
  if (operand.is(Kind::alternatives)) {
    std::vector<Branch> results;
    std::optional<OperationError> error;
    std::size_t worked = 0;
    for (const Branch& branch : operand.branches()) {
      OperationResult one = unary(arena, conditions, op, branch.value, span);
      if (!one.error) ++worked;
      if (one.error && !error) error = one.error;
      results.push_back({branch.when, one.value});
    }
    const Value all = merged(arena, conditions, value::alternatives(arena, conditions, results, span), span);
    return {with_marks_of(arena, all, operand), worked == 0 ? error : std::nullopt};
  }
  const ConvertResult converted = convert(arena, conditions, operand, *type);
  if (converted.error) {
    return failed(arena, type, {"Invalid operand", "Unsuitable value for unary operand: " + *converted.error, 0});
  }
  const Value value = converted.value;
  if (value.is_null()) return failed(arena, type, operation_error("argument must not be null", 0));
  Value result = value::unknown(arena, {.type = type, .not_null = true}, span);
  if (negation) {
    if (const auto truth = truth_of(arena, conditions, value)) {
      result = boolean_of(arena, conditions.negation(*truth), span);
    }
  } else if (value.is(Kind::number)) {
    result = value::number(arena, -value.number(), span);
  }
  return {with_marks_of(arena, result, operand)};
}

std::optional<Condition> truth_of(Arena& arena, ConditionSpace& conditions, Value boolean) {
  switch (boolean.kind()) {
    case Kind::boolean:
      return boolean.boolean() ? Condition::always() : Condition::never();
    case Kind::unknown: {
      const Refinement& known = boolean.refinement();
      if (known.truth) return known.truth;
      const bool may_be_boolean = known.type == nullptr || known.type->kind == value::TypeKind::any ||
                                  known.type->kind == value::TypeKind::boolean;
      if (!may_be_boolean || !identifies(known.cause)) return std::nullopt;
      return conditions.truth(known.cause);
    }
    case Kind::alternatives: {
      Condition all = Condition::never();
      for (const Branch& branch : boolean.branches()) {
        const auto truth = truth_of(arena, conditions, branch.value);
        if (!truth) return std::nullopt;
        all = conditions.disjunction(all, conditions.conjunction(branch.when, *truth));
      }
      return all;
    }
    default:
      return std::nullopt;
  }
}

}  // namespace tieline::terraform
