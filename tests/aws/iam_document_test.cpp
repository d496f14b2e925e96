#include <gtest/gtest.h>

#include "aws/iam/document.h"
#include "tests/aws/iam_fixture.h"

namespace tieline::aws::iam {
namespace {

class IamDocument : public ::testing::Test, public IamFixture {};

TEST_F(IamDocument, ReadsStatementsOfAText) {
  const Document& document = read(R"({
    "Version": "2012-10-17",
    "Statement": [
      {"Sid": "a", "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "*"},
      {"Effect": "Deny", "NotAction": "iam:*", "NotResource": ["arn:aws:s3:::a", "arn:aws:s3:::b"]}
    ]})");
  ASSERT_EQ(document.size(), 2U);
  EXPECT_EQ(document[0].effect, Effect::allow);
  EXPECT_EQ(document[0].actions.items.size(), 2U);
  EXPECT_EQ(document[1].effect, Effect::deny);
  EXPECT_TRUE(document[1].not_actions);
  EXPECT_TRUE(document[1].not_resources);
  EXPECT_EQ(document[1].resources.items.size(), 2U);
}

TEST_F(IamDocument, TakesASingleStatementWithoutAList) {
  EXPECT_EQ(read(R"({"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}})").size(), 1U);
}

TEST_F(IamDocument, AnEmptyListSaysNothing) { EXPECT_TRUE(read(R"({"Statement": []})").empty()); }

TEST_F(IamDocument, WhatIsNoPolicyMaySayAnything) {
  for (const std::string_view text : {"", "no JSON", "[]", "{}", R"({"Statement": [1]})",
                                      R"({"Statement": [{"Effect": "Allow", "Resource": "*"}]})"}) {
    const Document& document = read(text);
    ASSERT_EQ(document.size(), 1U) << text;
    EXPECT_EQ(document[0].effect, Effect::unknown) << text;
    EXPECT_EQ(document[0].covers_action("s3:getobject"), Answer::unknown) << text;
  }
}

TEST_F(IamDocument, ReadsWhatWasEncoded) {
  const value::Value statement = object({{"Effect", {}, text("Allow")}, {"Action", {}, text("s3:*")}});
  const value::Value policy = object({{"Statement", {}, list({statement})}});
  const Document& document = read(value::with_encoded(arena, text("{}"), policy));
  ASSERT_EQ(document.size(), 1U);
  EXPECT_EQ(document[0].covers_action("s3:getobject"), Answer::yes);
}

TEST_F(IamDocument, ReadsMappings) {
  const value::Value statement =
      object({{"Effect", {}, text("Allow")}, {"Action", {}, list({text("s3:*"), unknown()})}});
  const Document& document = read(object({{"Statement", {}, statement}}));
  ASSERT_EQ(document.size(), 1U);
  EXPECT_EQ(document[0].covers_action("s3:getobject"), Answer::yes);
  EXPECT_EQ(document[0].covers_action("ec2:runinstances"), Answer::unknown);
}

TEST_F(IamDocument, KeepsTheConditionOfEachStatement) {
  std::vector<value::Value> statements;
  for (int i = 0; i < 40; ++i) {
    const value::Value statement = object({{"Effect", {}, text("Allow")}, {"Action", {}, text("s3:*")}});
    statements.push_back(either("var.enable_" + std::to_string(i), statement, value::absent(arena)));
  }
  const Document& document = read(object({{"Statement", {}, list(statements)}}));
  ASSERT_EQ(document.size(), 40U);
  for (const Statement& statement : document) EXPECT_FALSE(statement.when.is_always());
  EXPECT_FALSE(world.exhausted());
}

TEST_F(IamDocument, AConditionInsideAStatementMakesItTwo) {
  const value::Value condition =
      object({{"StringEquals", {}, object({{"iam:PassedToService", {}, text("sagemaker.amazonaws.com")}})}});
  const value::Value statement = object({{"Effect", {}, text("Allow")},
                                         {"Action", {}, text("iam:PassRole")},
                                         {"Condition", {}, either("IsProd", condition, value::absent(arena))}});
  const Document& document = read(object({{"Statement", {}, statement}}));
  ASSERT_EQ(document.size(), 2U);
  EXPECT_EQ(document[0].conditions.has("iam:passedtoservice"), Answer::yes);
  EXPECT_EQ(document[1].conditions.has("iam:passedtoservice"), Answer::no);
  EXPECT_TRUE(space.implies(document[1].when, space.negation(document[0].when)));
}

TEST_F(IamDocument, KnowsTheConditions) {
  const auto of = [&](std::string_view condition) {
    return statement(R"("Effect": "Allow", "Action": "*", "Condition": )" + std::string(condition))[0].conditions;
  };
  EXPECT_EQ(of("{}").any(), Answer::no);
  EXPECT_EQ(of(R"({"StringEquals": {}})").any(), Answer::no);
  EXPECT_EQ(of("null").any(), Answer::no);
  EXPECT_EQ(of(R"({"Bool": {"aws:SecureTransport": "true"}})").any(), Answer::yes);
  EXPECT_EQ(of(R"({"StringLike": {"IAM:passedToService": "x"}})").has("iam:passedtoservice"), Answer::yes);
  EXPECT_EQ(of(R"({"StringLike": {"aws:RequestedRegion": "x"}})").has("iam:passedtoservice"), Answer::no);
}

TEST_F(IamDocument, KnowsThePrincipals) {
  const auto of = [&](std::string_view principals) {
    return statement(R"("Effect": "Allow", "Action": "sts:AssumeRole", )" + std::string(principals))[0].principals;
  };
  constexpr std::string_view sagemaker = "sagemaker.amazonaws.com";
  EXPECT_EQ(of(R"("Principal": {"Service": "sagemaker.amazonaws.com"})").include_service(sagemaker), Answer::yes);
  EXPECT_EQ(of(R"("Principal": {"Service": ["a", "sagemaker.amazonaws.com"]})").include_service(sagemaker),
            Answer::yes);
  EXPECT_EQ(of(R"("Principal": {"Service": "ec2.amazonaws.com"})").include_service(sagemaker), Answer::no);
  EXPECT_EQ(of(R"("Principal": {"AWS": "123456789012"})").include_service(sagemaker), Answer::no);
  EXPECT_EQ(of(R"("Principal": {"AWS": "*"})").include_service(sagemaker), Answer::yes);
  EXPECT_EQ(of(R"("Principal": "*")").include_service(sagemaker), Answer::yes);
  EXPECT_EQ(of(R"("NotPrincipal": {"Service": "sagemaker.amazonaws.com"})").include_service(sagemaker), Answer::no);
  EXPECT_EQ(of(R"("NotPrincipal": {"AWS": "123456789012"})").include_service(sagemaker), Answer::yes);
}

// Where things are.

TEST_F(IamDocument, PlacesAHeredoc) {
  constexpr std::string_view heredoc =
      "<<-EOF\n    {\"Statement\": [\n      {\"Effect\": \"Allow\",\n       \"Action\": \"s3:*\"}]}\n    EOF";
  const Document& document =
      read(written("policy = " + std::string(heredoc) + "\n", heredoc,
                   {text("{\"Statement\": [\n  {\"Effect\": \"Allow\",\n   \"Action\": \"s3:*\"}]}\n")}));
  ASSERT_EQ(document.size(), 1U);
  EXPECT_EQ(source_at(document[0].span), "{\"Effect\": \"Allow\",\n       \"Action\": \"s3:*\"}");
  EXPECT_EQ(source_at(document[0].actions.items[0].span), "\"s3:*\"");
}

TEST_F(IamDocument, PlacesAQuotedStringWithEscapes) {
  constexpr std::string_view quoted = R"("{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\"}}")";
  const Document& document =
      read(written(quoted, quoted, {text(R"({"Statement":{"Effect":"Allow","Action":"s3:*"}})")}));
  ASSERT_EQ(document.size(), 1U);
  EXPECT_EQ(source_at(document[0].actions.items[0].span), R"(\"s3:*\)");
}

TEST_F(IamDocument, PlacesABlockOfYaml) {
  constexpr std::string_view block =
      "|\n        {\n          \"Statement\": {\"Action\": \"s3:*\", \"Effect\": \"Allow\"}\n        }\n";
  const Document& document =
      read(written(block, block, {text("{\n  \"Statement\": {\"Action\": \"s3:*\", \"Effect\": \"Allow\"}\n}\n")}));
  ASSERT_EQ(document.size(), 1U);
  EXPECT_EQ(source_at(document[0].span), R"({"Action": "s3:*", "Effect": "Allow"})");
}

TEST_F(IamDocument, PlacesABlockWithoutItsLastLineEnd) {
  constexpr std::string_view block = "|-2\n  {\"Statement\": {\"Action\": \"s3:*\", \"Effect\": \"Allow\"}}";
  const Document& document =
      read(written(block, block, {text("{\"Statement\": {\"Action\": \"s3:*\", \"Effect\": \"Allow\"}}\n")}));
  ASSERT_EQ(document.size(), 1U);
  EXPECT_EQ(source_at(document[0].span), R"({"Action": "s3:*", "Effect": "Allow"})");
}

TEST_F(IamDocument, PlacesWhatStandsBehindInterpolations) {
  constexpr std::string_view heredoc =
      "<<EOF\n{\"Statement\": [{\"Resource\": \"arn:${var.partition}:s3:::${local.bucket}/*\", \"Action\": \"s3:*\", "
      "\"Effect\": \"Allow\"}]}\nEOF";
  const Document& document =
      read(written(heredoc, heredoc,
                   {text("{\"Statement\": [{\"Resource\": \"arn:"), unknown(),
                    text(":s3:::models/*\", \"Action\": \"s3:*\", \"Effect\": \"Allow\"}]}\n")}));
  ASSERT_EQ(document.size(), 1U);
  EXPECT_EQ(source_at(document[0].actions.items[0].span), "\"s3:*\"");
  EXPECT_EQ(document[0].resources.items[0].text, "arn:*:s3:::models/*");
}

TEST_F(IamDocument, WhatCannotBeFollowedIsAtTheWhole) {
  constexpr std::string_view call = R"(file("policy.json"))";
  const Document& document =
      read(written(call, call, {text(R"({"Statement": {"Effect": "Allow", "Action": "s3:*"}})")}));
  ASSERT_EQ(document.size(), 1U);
  EXPECT_EQ(source_at(document[0].span), call);
}

// Unknown parts of a text.

TEST_F(IamDocument, AnUnknownPartOfAStringLeavesTheRestReadable) {
  const Document& document = read(
      value::template_of(arena, std::vector<value::Value>{text(R"({"Statement": [{"Effect": "Allow", "Action": "s3:)"),
                                                          unknown(), text(R"(", "Resource": "*"}]})")}));
  ASSERT_EQ(document.size(), 1U);
  EXPECT_EQ(document[0].effect, Effect::allow);
  EXPECT_EQ(document[0].covers_action("s3:getobject"), Answer::unknown);
  EXPECT_EQ(document[0].covers_action("ec2:describevpcs"), Answer::no);
}

TEST_F(IamDocument, AnUnknownPartForAValueMakesItUnknown) {
  const Document& document = read(value::template_of(
      arena,
      std::vector<value::Value>{text(R"({"Statement": [{"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": )"),
                                unknown(), text("}]}")}));
  ASSERT_EQ(document.size(), 1U);
  EXPECT_EQ(document[0].covers_action("s3:getobject"), Answer::yes);
  EXPECT_EQ(document[0].resources.items[0].everything(), Answer::unknown);
}

TEST_F(IamDocument, AnUnknownPartInAListMayBeAnyNumber) {
  const Document& document = read(value::template_of(
      arena, std::vector<value::Value>{text(R"({"Statement": [{"Effect": "Allow", "Action": ["s3:GetObject", )"),
                                       unknown(), text(R"(], "Resource": "*"}, )"), unknown(), text("]}")}));
  ASSERT_EQ(document.size(), 2U);
  EXPECT_EQ(document[0].covers_action("s3:getobject"), Answer::yes);
  EXPECT_EQ(document[0].covers_action("ec2:describevpcs"), Answer::unknown);
  EXPECT_EQ(document[1].effect, Effect::unknown);
}

TEST_F(IamDocument, AnUnknownPartThatBreaksTheFormLeavesNothingKnown) {
  const Document& document =
      read(value::template_of(arena, std::vector<value::Value>{text(R"({"Statement": [)"), unknown(), text("x]}")}));
  ASSERT_EQ(document.size(), 1U);
  EXPECT_EQ(document[0].effect, Effect::unknown);
}

}  // namespace
}  // namespace tieline::aws::iam
