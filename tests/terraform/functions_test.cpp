#include "terraform/functions/functions.h"

#include "function_call.h"

namespace tieline::terraform {
namespace {

using value::Kind;

using FunctionCalls = FunctionTest;

TEST_F(FunctionCalls, AreFoundByName) {
  EXPECT_TRUE(is_function("upper"));
  EXPECT_TRUE(is_function("core::upper"));
  EXPECT_TRUE(is_function("try"));
  EXPECT_TRUE(is_function("provider::aws::arn_parse"));
  EXPECT_FALSE(is_function("uper"));
  EXPECT_EQ(nearest_function("uper"), "upper");
  EXPECT_EQ(nearest_function("cidrsubnt"), "cidrsubnet");
  EXPECT_EQ(nearest_function("something_else_entirely"), "");
  EXPECT_EQ(error("uper", {text("a")}), "There is no function named \"uper\". Did you mean \"upper\"?");
}

TEST_F(FunctionCalls, CountAndConvertTheirArguments) {
  EXPECT_EQ(error("upper", {}), "Function \"upper\" expects 1 argument(s). Missing value for \"str\"");
  EXPECT_EQ(error("upper", {text("a"), text("b")}), "Function \"upper\" expects only 1 argument(s)");
  EXPECT_EQ(error("upper", {tuple({})}), "Invalid value for \"str\" parameter: string required");
  EXPECT_EQ(error("upper", {value::null(arena)}), "Invalid value for \"str\" parameter: argument must not be null");
  EXPECT_EQ(result("upper", {value::boolean(arena, true)}), "\"TRUE\"");
  const CallResult wrong = call_for_result("substr", {text("a"), text("x"), number(1)});
  ASSERT_TRUE(wrong.error.has_value());
  EXPECT_EQ(wrong.error->argument, 1);
  EXPECT_EQ(wrong.error->summary, "Invalid function argument");
}

TEST_F(FunctionCalls, GiveTheirSpanToWhatTheyMake) {
  const Span call_span{text::FileId{1}, 10, 20};
  EXPECT_EQ(call("upper", {text("a")}).span(), call_span);
  const Value literal = value::string(arena, "a", {text::FileId{2}, 1, 4});
  EXPECT_EQ(call("element", {tuple({literal}), number(0)}).span(), literal.span());
}

TEST_F(FunctionCalls, SayWhoSettlesAnUnknown) {
  const Value length = call("length", {unknown("var.subnets")});
  EXPECT_EQ(length.refinement().cause, "length(var.subnets)");
  EXPECT_EQ(length.refinement().type, value::number_type());
  EXPECT_TRUE(length.refinement().not_null);
  EXPECT_EQ(call("upper", {unknown("var.env")}).refinement().cause, "upper(var.env)");
}

TEST_F(FunctionCalls, TellAlternativesApart) {
  const Value name = either("var.prod", text("a"), text("b"));
  EXPECT_EQ(result("upper", {name}), "(one of \"A\" when var.prod is true \"B\" when var.prod is false)");
  // The same condition in two arguments leaves two ways, not four.
  EXPECT_EQ(call("format", {text("%s-%s"), name, name}).branches().size(), 2U);
  EXPECT_EQ(result("concat", {tuple({text("x")}), either("var.more", tuple({text("y")}), tuple({}))}),
            "(one of [ \"x\", \"y\",] when var.more is true [ \"x\",] when var.more is false)");
}

TEST_F(FunctionCalls, FailWhereEveryBranchFails) {
  const CallResult one = call_for_result("tonumber", {either("var.a", text("x"), text("5"))});
  EXPECT_FALSE(one.error.has_value());
  const CallResult all = call_for_result("tonumber", {either("var.a", text("x"), text("y"))});
  ASSERT_TRUE(all.error.has_value());
}

TEST_F(FunctionCalls, KeepMarks) {
  const Value secret = with_sensitive(arena, text("a"));
  EXPECT_TRUE(call("upper", {secret}).is_sensitive());
  EXPECT_TRUE(call("join", {text(","), tuple({text("b"), secret})}).is_sensitive());
  EXPECT_FALSE(call("concat", {tuple({secret}), tuple({})}).is_sensitive());
  EXPECT_TRUE(call("concat", {tuple({secret}), tuple({})}).items().front().is_sensitive());
  EXPECT_FALSE(call("nonsensitive", {secret}).is_sensitive());
  EXPECT_TRUE(call("issensitive", {secret}).boolean());
  EXPECT_TRUE(call("ephemeralasnull", {with_ephemeral(arena, text("a"))}).is_null());
}

TEST_F(FunctionCalls, StopAtTheBudget) {
  const Value large = text(std::string(1 << 20, 'a'));
  Value result = large;
  for (int i = 0; i < 10 && result.is(Kind::string); ++i) result = call("replace", {result, text("a"), text("aa")});
  EXPECT_TRUE(result.is(Kind::unknown));
  EXPECT_FALSE(budget.passed().empty());
  budget.reported();
  EXPECT_TRUE(call("setproduct", {call("range", {number(1000)}), call("range", {number(1000)})}).is(Kind::unknown));
  EXPECT_NE(budget.passed().find("100000 elements"), std::string::npos);
}

TEST_F(FunctionCalls, PutNoLimitOnTheFormatWidthButOurs) {
  EXPECT_LT(call("format", {text("%999999999999d"), number(1)}).string().size(), 1U << 20);
}

TEST_F(FunctionCalls, ReadFiles) {
  files.files["a.json"] = R"({"Statement": [{"Action": "ec2:*"}]})";
  const Value file = call("file", {text("a.json")});
  EXPECT_EQ(file.span(), (Span{text::FileId{7}, 0, static_cast<std::uint32_t>(file.string().size())}));
  const Value decoded = call("jsondecode", {file});
  const Value action = *decoded.find("Statement")->items().front().find("Action");
  EXPECT_EQ(action.string(), "ec2:*");
  EXPECT_EQ(action.span(), (Span{text::FileId{7}, 26, 33}));
  const CallResult missing = call_for_result("file", {text("b.json")});
  ASSERT_TRUE(missing.error.has_value());
  EXPECT_TRUE(missing.error->missing_file);
  EXPECT_TRUE(call("file", {text("outside")}).is(Kind::unknown));
  EXPECT_EQ(result("fileset", {text("."), text("*.json")}), "toset([ \"a.json\",])");
}

TEST_F(FunctionCalls, RememberWhatWasEncoded) {
  const Value policy = object({{"Resource", {}, attribute("a", "arn")}, {"Sid", {}, text("x")}});
  const Value json = call("jsonencode", {policy});
  ASSERT_NE(json.encoded(), nullptr);
  EXPECT_EQ(*json.encoded(), policy);
  EXPECT_EQ(shown(json), "\"{\\\"Resource\\\":\\\"${aws_subnet.a.arn}\\\",\\\"Sid\\\":\\\"x\\\"}\"");
  EXPECT_EQ(call("jsondecode", {json}), policy);
}

TEST_F(FunctionCalls, Arns) {
  const Value arn = call("provider::aws::arn_parse", {text("arn:aws:iam::444455556666:role/path/example")});
  EXPECT_EQ(arn.find("service")->string(), "iam");
  EXPECT_EQ(arn.find("region")->string(), "");
  EXPECT_EQ(arn.find("account_id")->string(), "444455556666");
  EXPECT_EQ(arn.find("resource")->string(), "role/path/example");
  EXPECT_EQ(result("provider::aws::trim_iam_role_path", {text("arn:aws:iam::444455556666:role/path/example")}),
            "\"arn:aws:iam::444455556666:role/example\"");
  EXPECT_EQ(result("provider::aws::arn_build", {text("aws"), text("s3"), text(""), text(""), text("bucket")}),
            "\"arn:aws:s3:::bucket\"");
  EXPECT_EQ(error("provider::aws::arn_parse", {text("x")}), "Invalid value for \"arn\" parameter: arn: invalid prefix");
}

TEST_F(FunctionCalls, CompressedTextIsReadBack) {
  // The bytes of a compression are not fixed; that it is one shows in its first two.
  const std::string_view encoded = call("base64gzip", {text("hello")}).string();
  EXPECT_EQ(encoded.substr(0, 4), "H4sI");
}

TEST_F(FunctionCalls, ChanceIsUnknown) {
  EXPECT_TRUE(call("uuid", {}).is(Kind::unknown));
  EXPECT_TRUE(call("timestamp", {}).is(Kind::unknown));
  EXPECT_TRUE(call("bcrypt", {text("a")}).is(Kind::unknown));
  EXPECT_TRUE(call("rsadecrypt", {text("a"), text("b")}).is(Kind::unknown));
}

}  // namespace
}  // namespace tieline::terraform
