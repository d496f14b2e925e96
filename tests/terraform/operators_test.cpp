#include "terraform/operators.h"

#include "function_call.h"

namespace tieline::terraform {
namespace {

using hcl::BinaryOperator;
using value::Answer;
using value::Kind;

class Operators : public FunctionTest {
 protected:
  Value apply(BinaryOperator op, Value left, Value right) {
    const OperationResult result = binary(arena, conditions, op, left, right);
    EXPECT_FALSE(result.error.has_value()) << result.error->message;
    return result.value;
  }
  /// When it is true, in words; "?" where that is not known.
  std::string truth(Value boolean) {
    const auto when = truth_of(arena, conditions, boolean);
    if (!when) return "?";
    return when->is_always() ? "always" : when->is_never() ? "never" : conditions.describe(*when);
  }
  Value truth_value(bool truth) { return value::boolean(arena, truth); }
};

TEST_F(Operators, EqualityOfReferences) {
  EXPECT_EQ(equal(attribute("a"), attribute("a")), Answer::yes);
  EXPECT_EQ(equal(attribute("a"), attribute("b")), Answer::no);
  EXPECT_EQ(equal(attribute("a"), attribute("a", "arn")), Answer::unknown);
  EXPECT_EQ(equal(attribute("a", "name"), attribute("b", "name")), Answer::unknown);
  EXPECT_EQ(equal(attribute("a", "id", "aws_iam_role"), attribute("b", "id", "aws_iam_role")), Answer::unknown);
  EXPECT_EQ(equal(attribute("a"), text("subnet-1")), Answer::unknown);
  EXPECT_EQ(equal(attribute("a", "ids[*]"), attribute("a", "ids[*]")), Answer::unknown);
}

TEST_F(Operators, EqualityOfUnknowns) {
  EXPECT_EQ(equal(unknown(), text("a")), Answer::unknown);
  EXPECT_EQ(equal(unknown("var.a", value::number_type()), text("a")), Answer::no);
  EXPECT_EQ(equal(tuple({unknown(), text("a")}), tuple({unknown(), text("b")})), Answer::no);
  EXPECT_EQ(equal(tuple({unknown()}), tuple({})), Answer::no);
  EXPECT_EQ(equal(value::null(arena), unknown()), Answer::unknown);
  EXPECT_EQ(equal(value::null(arena), text("a")), Answer::no);
}

TEST_F(Operators, EqualityOfTemplates) {
  const Value parts[] = {text("arn:aws:s3:::"), attribute("b", "id", "aws_s3_bucket"), text("/*")};
  const Value arn = value::template_of(arena, parts);
  EXPECT_EQ(equal(arn, value::template_of(arena, parts)), Answer::yes);
  EXPECT_EQ(equal(arn, text("arn:aws:s3:::x/*")), Answer::unknown);
  EXPECT_EQ(equal(arn, text("arn:aws:iam::x/*")), Answer::no);
  EXPECT_EQ(equal(arn, text("arn:aws:s3:::x")), Answer::no);
  EXPECT_EQ(equal(arn, text("")), Answer::no);
  EXPECT_EQ(equal(arn, number(5)), Answer::no);
}

TEST_F(Operators, AnIdentifiedUnknownBecomesACondition) {
  const Value environment = unknown("var.env", value::string_type());
  EXPECT_EQ(truth(apply(BinaryOperator::equal, environment, text("prod"))), "var.env is 'prod'");
  EXPECT_EQ(truth(apply(BinaryOperator::not_equal, text("prod"), environment)), "var.env is not 'prod'");
  const Value both = apply(BinaryOperator::and_, apply(BinaryOperator::equal, environment, text("prod")),
                           apply(BinaryOperator::equal, environment, text("dev")));
  EXPECT_TRUE(!conditions.satisfiable(*truth_of(arena, conditions, both)));
  EXPECT_EQ(truth(apply(BinaryOperator::equal, unknown("var.id"), value::null(arena))), "var.id is 'null'");
  EXPECT_EQ(truth(apply(BinaryOperator::equal, unknown("upper(var.env)"), text("PROD"))), "?");
}

TEST_F(Operators, Booleans) {
  const Value open = unknown("var.a", value::boolean_type());
  EXPECT_EQ(truth(open), "var.a is true");
  EXPECT_EQ(truth(unary(arena, conditions, hcl::UnaryOperator::not_, open).value), "var.a is false");
  EXPECT_EQ(truth(apply(BinaryOperator::equal, open, truth_value(false))), "var.a is false");
  EXPECT_EQ(truth(apply(BinaryOperator::or_, open, unary(arena, conditions, hcl::UnaryOperator::not_, open).value)),
            "always");
  EXPECT_TRUE(apply(BinaryOperator::and_, truth_value(false), unknown()).is(Kind::boolean));
  EXPECT_TRUE(apply(BinaryOperator::or_, unknown(), truth_value(true)).boolean());
  EXPECT_EQ(truth(apply(BinaryOperator::and_, truth_value(true), unknown())), "?");
}

TEST_F(Operators, WhatOneSideLeavesOpen) {
  // false where var.a is false, whatever the other is.
  const Value value = apply(BinaryOperator::and_, unknown("var.a", value::boolean_type()), unknown());
  ASSERT_EQ(value.branches().size(), 2U);
  EXPECT_EQ(conditions.describe(value.branches()[0].when), "var.a is false");
  EXPECT_FALSE(value.branches()[0].value.boolean());
}

TEST_F(Operators, CountsOfUnknownLists) {
  const Value length = call("length", {call("concat", {tuple({text("a")}), unknown("var.more")})});
  EXPECT_TRUE(apply(BinaryOperator::greater, length, number(0)).boolean());
  EXPECT_TRUE(apply(BinaryOperator::greater, length, number(1)).is(Kind::unknown));
  EXPECT_TRUE(apply(BinaryOperator::equal, length, number(0)).is(Kind::boolean));
  const Value open = call("length", {unknown("var.ids")});
  EXPECT_EQ(truth(apply(BinaryOperator::greater, open, number(0))), "length(var.ids) is not '0'");
  EXPECT_EQ(truth(apply(BinaryOperator::greater_equal, open, number(1))), "length(var.ids) is not '0'");
  EXPECT_EQ(truth(apply(BinaryOperator::less, open, number(1))), "length(var.ids) is '0'");
  EXPECT_EQ(truth(apply(BinaryOperator::not_equal, open, number(0))), "length(var.ids) is not '0'");
  EXPECT_EQ(truth(apply(BinaryOperator::greater, open, number(2))), "?");
}

TEST_F(Operators, Alternatives) {
  const Value size = either("var.large", number(10), number(1));
  EXPECT_EQ(truth(apply(BinaryOperator::greater, size, number(5))), "var.large is true");
  EXPECT_EQ(shown(apply(BinaryOperator::add, size, number(1))),
            "(one of 11 when var.large is true 2 when var.large is false)");
  const OperationResult wrong =
      binary(arena, conditions, BinaryOperator::add, either("var.a", text("x"), text("y")), number(1));
  EXPECT_TRUE(wrong.error.has_value());
}

TEST_F(Operators, Errors) {
  const OperationResult text_plus = binary(arena, conditions, BinaryOperator::add, text("a"), number(1));
  ASSERT_TRUE(text_plus.error.has_value());
  EXPECT_EQ(text_plus.error->summary, "Invalid operand");
  EXPECT_EQ(text_plus.error->message, "Unsuitable value for left operand: a number is required");
  EXPECT_EQ(text_plus.error->operand, 0);
  EXPECT_TRUE(text_plus.value.is(Kind::unknown));
}

}  // namespace
}  // namespace tieline::terraform
