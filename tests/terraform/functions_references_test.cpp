// References, rest items and open mappings through the functions that only move values about.

#include "function_call.h"

namespace tieline::terraform {
namespace {

using value::Kind;

using MovingFunctions = FunctionTest;

TEST_F(MovingFunctions, ConcatWithAnUnknownList) {
  const Value list = call("concat", {tuple({attribute("a")}), unknown("var.more")});
  EXPECT_EQ(shown(list), "[ (aws_subnet.a.id), ...(unknown: var.more[*]),]");
  EXPECT_EQ(result("element", {list, number(0)}), "(aws_subnet.a.id)");
  EXPECT_TRUE(call("element", {list, number(1)}).is(Kind::unknown));
  const Value length = call("length", {list});
  EXPECT_TRUE(length.refinement().bounded);
  EXPECT_EQ(length.refinement().length_min, 1U);
}

TEST_F(MovingFunctions, AReferenceToAListIsItsElements) {
  const Value list = call("concat", {tuple({text("a")}), attribute("a", "ids", "aws_subnets")});
  EXPECT_EQ(shown(list), "[ \"a\", ...(aws_subnets.a.ids[*]),]");
}

TEST_F(MovingFunctions, Flatten) {
  EXPECT_EQ(result("flatten", {tuple({tuple({attribute("a")}), attribute("b"), tuple({})})}),
            "[ (aws_subnet.a.id), (aws_subnet.b.id),]");
  EXPECT_EQ(result("flatten", {tuple({tuple({text("a")}), unknown("var.more")})}),
            "[ \"a\", ...(unknown: var.more[*]),]");
  EXPECT_EQ(result("flatten", {tuple({text("a"), either("var.b", tuple({text("b")}), tuple({}))})}),
            "(one of [ \"a\", \"b\",] when var.b is true [ \"a\",] when var.b is false)");
}

TEST_F(MovingFunctions, Compact) {
  EXPECT_EQ(result("compact", {tuple({attribute("a"), text(""), value::null(arena)})}),
            "tolist([ (aws_subnet.a.id),])");
  EXPECT_EQ(result("compact", {tuple({text("a"), unknown("var.b")})}),
            "tolist([ \"a\", ...(unknown: var.b, string),])");
  const Value perhaps = call("compact", {tuple({text("a"), either("var.b", text("b"), text(""))})});
  EXPECT_EQ(perhaps.minimum_length(), 1U);
}

TEST_F(MovingFunctions, TheSameReferenceIsOneElement) {
  EXPECT_EQ(result("distinct", {tuple({attribute("a"), attribute("a"), attribute("b")})}),
            "tolist([ (aws_subnet.a.id), (aws_subnet.b.id),])");
  EXPECT_EQ(result("toset", {tuple({attribute("a"), attribute("a")})}), "toset([ (aws_subnet.a.id),])");
  EXPECT_EQ(result("length", {call("toset", {tuple({attribute("a"), attribute("b")})})}), "2");
  EXPECT_EQ(result("setunion", {tuple({attribute("a")}), tuple({attribute("a"), attribute("b")})}),
            "toset([ (aws_subnet.a.id), (aws_subnet.b.id),])");
  EXPECT_EQ(result("setintersection", {tuple({attribute("a"), attribute("b")}), tuple({attribute("b")})}),
            "toset([ (aws_subnet.b.id),])");
  EXPECT_EQ(result("setsubtract", {tuple({attribute("a"), attribute("b")}), tuple({attribute("b")})}),
            "toset([ (aws_subnet.a.id),])");
}

TEST_F(MovingFunctions, OtherUnknownsMayBeEqual) {
  const Value set = call("toset", {tuple({unknown("var.a"), unknown("var.b")})});
  const Value length = call("length", {set});
  EXPECT_EQ(length.refinement().length_min, 1U);
  EXPECT_EQ(length.refinement().length_max, 2U);
  // Names may coincide where ids cannot.
  const Value names = call("toset", {tuple({attribute("a", "name"), attribute("b", "name")})});
  EXPECT_TRUE(call("length", {names}).is(Kind::unknown));
  EXPECT_EQ(result("distinct", {tuple({unknown("var.a"), unknown("var.b")})}),
            "tolist([ (unknown: var.a), ...(unknown: var.b),])");
}

TEST_F(MovingFunctions, ASymbolicInstanceIsNotOneThing) {
  const Value id = attribute("a");
  resources.front().symbolic = true;
  EXPECT_TRUE(call("length", {call("toset", {tuple({id, attribute("a")})})}).is(Kind::unknown));
}

TEST_F(MovingFunctions, OneSliceReverseAndSort) {
  EXPECT_EQ(result("one", {tuple({attribute("a")})}), "(aws_subnet.a.id)");
  EXPECT_EQ(result("one", {call("tolist", {call("toset", {tuple({attribute("a")})})})}), "(aws_subnet.a.id)");
  EXPECT_EQ(result("slice", {tuple({attribute("a"), attribute("b")}), number(1), number(2)}), "[ (aws_subnet.b.id),]");
  EXPECT_EQ(result("reverse", {tuple({attribute("a"), attribute("b")})}), "[ (aws_subnet.b.id), (aws_subnet.a.id),]");
  EXPECT_EQ(result("length", {call("sort", {tuple({attribute("b"), attribute("a")})})}), "2");
}

TEST_F(MovingFunctions, Coalesce) {
  EXPECT_EQ(result("coalesce", {value::null(arena), attribute("a")}), "(aws_subnet.a.id)");
  EXPECT_EQ(result("coalesce", {attribute("a"), text("b")}), "(aws_subnet.a.id)");
  const Value either_one = call("coalesce", {unknown("var.subnet"), attribute("a")});
  ASSERT_EQ(either_one.branches().size(), 2U);
  EXPECT_EQ(shown(either_one.branches()[1].value), "(aws_subnet.a.id)");
}

TEST_F(MovingFunctions, MergeWithAnUnknownMap) {
  const Value certain = call("merge", {unknown("var.tags"), object({{"Name", {}, text("x")}})});
  ASSERT_NE(certain.rest(), nullptr);
  EXPECT_FALSE(certain.rest_overrides());
  EXPECT_EQ(result("lookup", {certain, text("Name")}), "\"x\"");
  EXPECT_TRUE(call("lookup", {certain, text("Other"), text("d")}).is(Kind::unknown));
  const Value overridden = call("merge", {object({{"Name", {}, text("x")}}), unknown("var.tags")});
  EXPECT_TRUE(overridden.rest_overrides());
  EXPECT_TRUE(call("lookup", {overridden, text("Name")}).is(Kind::unknown));
}

TEST_F(MovingFunctions, LookupWithAnIdentifiedKey) {
  const Value map = object({{"dev", {}, attribute("a")}, {"prod", {}, attribute("b")}});
  const Value found = call("lookup", {map, unknown("var.env", value::string_type()), attribute("c")});
  ASSERT_EQ(found.branches().size(), 3U);
  EXPECT_EQ(conditions.describe(found.branches()[1].when), "var.env is 'prod'");
  EXPECT_EQ(shown(found.branches()[1].value), "(aws_subnet.b.id)");
}

TEST_F(MovingFunctions, KeysAndValues) {
  const Value map = object({{"b", {}, attribute("b")}, {"a", {}, attribute("a")}});
  EXPECT_EQ(result("values", {map}), "[ (aws_subnet.a.id), (aws_subnet.b.id),]");
  EXPECT_EQ(result("keys", {map}), "[ \"a\", \"b\",]");
  EXPECT_EQ(result("zipmap", {tuple({text("x")}), tuple({attribute("a")})}), "{ \"x\" = (aws_subnet.a.id)}");
  EXPECT_EQ(call("values", {call("merge", {unknown("var.m"), map})}).minimum_length(), 2U);
}

TEST_F(MovingFunctions, Contains) {
  EXPECT_EQ(result("contains", {tuple({attribute("a"), attribute("b")}), attribute("b")}), "true");
  EXPECT_EQ(result("contains", {tuple({attribute("a")}), attribute("b")}), "false");
  const Value found = call("contains", {tuple({text("dev"), text("test")}), unknown("var.env")});
  ASSERT_TRUE(found.refinement().truth.has_value());
  EXPECT_EQ(conditions.describe(conditions.negation(*found.refinement().truth)),
            "var.env is not 'dev' and var.env is not 'test'");
}

TEST_F(MovingFunctions, TextWithReferences) {
  EXPECT_EQ(result("join", {text("/"), tuple({text("a"), attribute("b", "arn"), text("c")})}),
            "\"a/${aws_subnet.b.arn}/c\"");
  EXPECT_EQ(result("format", {text("%s:*"), attribute("b", "arn")}), "\"${aws_subnet.b.arn}:*\"");
  EXPECT_EQ(result("split", {text(","), call("join", {text(","), tuple({attribute("a"), attribute("b")})})}),
            "tolist([ (aws_subnet.a.id), (aws_subnet.b.id),])");
  EXPECT_EQ(result("startswith", {call("format", {text("arn:%s"), unknown()}), text("arn:")}), "true");
}

}  // namespace
}  // namespace tieline::terraform
