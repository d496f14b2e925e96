#include <gtest/gtest.h>

#include "aws/iam/pattern.h"
#include "tests/aws/iam_fixture.h"

namespace tieline::aws::iam {
namespace {

TEST(IamPattern, MatchesLiterallyAndWithWildcards) {
  EXPECT_TRUE(covers("s3:getobject", "s3:getobject"));
  EXPECT_FALSE(covers("s3:getobject", "s3:getobjects"));
  EXPECT_TRUE(covers("*", ""));
  EXPECT_TRUE(covers("*", "ec2:describevpcs"));
  EXPECT_TRUE(covers("ec2:describe*", "ec2:describe"));
  EXPECT_TRUE(covers("ec2:*vpc*s", "ec2:describevpcendpoints"));
  EXPECT_FALSE(covers("ec2:*vpc*x", "ec2:describevpcendpoints"));
  EXPECT_TRUE(covers("ec2:describevpc?", "ec2:describevpcs"));
  EXPECT_FALSE(covers("ec2:describevpc?", "ec2:describevpc"));
  EXPECT_TRUE(covers("**", "a"));
  EXPECT_FALSE(covers("", "a"));
  EXPECT_TRUE(covers("", ""));
}

TEST(IamPattern, CoversAnotherPattern) {
  EXPECT_TRUE(covers("*", "sagemaker:*"));
  EXPECT_TRUE(covers("sagemaker:*", "sagemaker:*"));
  EXPECT_TRUE(covers("s*:*", "sagemaker:*"));
  EXPECT_FALSE(covers("sagemaker:?", "sagemaker:*"));
  EXPECT_FALSE(covers("sagemaker:d*", "sagemaker:*"));
  EXPECT_FALSE(covers("arn:*", "*"));
  EXPECT_TRUE(covers("arn:aws:iam::*:role/*", "arn:aws:iam::*:role/aws-service-role/*"));
}

TEST(IamPattern, FindsWhetherTwoPatternsMeet) {
  EXPECT_TRUE(overlaps("iam:create*", "iam:*role"));
  EXPECT_TRUE(overlaps("*a", "b*"));
  EXPECT_TRUE(overlaps("a?c", "ab*"));
  EXPECT_FALSE(overlaps("iam:create*", "iam:delete*"));
  EXPECT_FALSE(overlaps("a*b", "a*c"));
  EXPECT_TRUE(overlaps("a*b*c",
                       "*b"
                       "*"));
  EXPECT_FALSE(overlaps("?", "??*"));
  EXPECT_TRUE(overlaps("*", ""));
}

TEST(IamPattern, ComparesArnsByTheirParts) {
  constexpr std::string_view accelerators = "arn:aws:elastic-inference:*:*:elastic-inference-accelerator/*";
  EXPECT_TRUE(arn_covers("*", accelerators));
  EXPECT_TRUE(arn_covers("arn:*", accelerators));
  EXPECT_TRUE(arn_covers("arn:aws:elastic-inference:*", accelerators));
  EXPECT_FALSE(arn_covers("arn:aws:elastic-inference:us-west-2:*:*", accelerators));
  EXPECT_FALSE(arns_overlap("arn:aws:s3:::*", "arn:*:elastic-inference:*"));
  EXPECT_TRUE(arns_overlap("arn:aws:*", "arn:*:elastic-inference:*"));
  EXPECT_TRUE(arns_overlap("arn:aws:logs:*:*:log-group:a:*", "arn:aws:logs:*:*:log-group:*:log-stream:b"));
}

TEST(IamPattern, KnowsWhatIsEverything) {
  EXPECT_TRUE(is_everything("*"));
  EXPECT_TRUE(is_everything("**"));
  EXPECT_FALSE(is_everything(""));
  EXPECT_FALSE(is_everything("*:*"));
}

class ReadPatterns : public ::testing::Test, public IamFixture {
 protected:
  Patterns resources(value::Value value) { return read_patterns(world, value, PatternKind::resource); }
  Patterns actions(value::Value value) { return read_patterns(world, value, PatternKind::action); }
};

TEST_F(ReadPatterns, TakesAStringForAListOfOne) {
  const Patterns one = actions(text("ec2:DescribeVpcs"));
  ASSERT_EQ(one.items.size(), 1U);
  EXPECT_EQ(one.items[0].text, "ec2:describevpcs");
  EXPECT_FALSE(one.items[0].uncertain);
}

TEST_F(ReadPatterns, KeepsTheCaseOfResources) {
  EXPECT_EQ(resources(text("arn:aws:s3:::*SageMaker*")).items[0].text, "arn:aws:s3:::*SageMaker*");
}

TEST_F(ReadPatterns, NothingIsGivenByNull) { EXPECT_FALSE(actions(value::null(arena)).given); }

TEST_F(ReadPatterns, AnUnknownPartMayBeAnything) {
  const value::Value parts[] = {text("elastic-inference:"), unknown()};
  const Patterns read = actions(value::template_of(arena, parts));
  EXPECT_EQ(read.items[0].covers("elastic-inference:connect"), Answer::unknown);
  EXPECT_EQ(read.items[0].covers("ec2:describevpcs"), Answer::no);
}

TEST_F(ReadPatterns, FurtherElementsThatAreNotKnownMayBeThere) {
  const Patterns read = actions(list({text("s3:GetObject"), value::rest_of(arena, unknown())}));
  const auto covers = [&](std::string_view action) {
    return read.any([&](const Pattern& pattern) { return pattern.covers(action); });
  };
  EXPECT_EQ(covers("s3:getobject"), Answer::yes);
  EXPECT_EQ(covers("ec2:describevpcs"), Answer::unknown);
}

TEST_F(ReadPatterns, PolicyVariablesAreSettledByRequests) {
  const Pattern read = resources(text("arn:aws:s3:::${aws:username}/*")).items[0];
  EXPECT_EQ(read.covers("arn:aws:s3:::me/x"), Answer::unknown);
  EXPECT_EQ(read.everything(), Answer::no);
}

TEST_F(ReadPatterns, ThePartitionIsSomePartition) {
  const value::Value parts[] = {text("arn:"), unknown(), text(":iam::*:role/*")};
  const Pattern read = resources(value::template_of(arena, parts)).items[0];
  EXPECT_EQ(read.covers("arn:aws:iam::*:role/*"), Answer::yes);
}

TEST_F(ReadPatterns, TheArnOfAResourceIsNoWildcard) {
  const graph::Resource bucket{.language = graph::Language::terraform,
                               .mode = graph::Mode::managed,
                               .address = "aws_s3_bucket.models",
                               .type = "aws_s3_bucket",
                               .name = "models",
                               .attributes = {},
                               .span = {},
                               .header = {},
                               .region = {}};
  const value::Value arn = value::reference_to(arena, {&bucket, "arn", {}});
  EXPECT_EQ(resources(arn).items[0].everything(), Answer::no);
  EXPECT_EQ(resources(unknown()).items[0].everything(), Answer::unknown);
}

TEST_F(ReadPatterns, AnUnknownPartMayBeSeveralPartsOfAnArn) {
  const value::Value prefixed[] = {unknown(), text(":role/*")};
  const value::Value bucket[] = {text("arn:aws:s3:::"), unknown(), text("/*")};
  constexpr std::string_view roles = "arn:aws:iam::*:role/a";
  EXPECT_EQ(resources(value::template_of(arena, prefixed)).items[0].overlaps_arn(roles), Answer::unknown);
  EXPECT_EQ(resources(value::template_of(arena, bucket)).items[0].overlaps_arn(roles), Answer::no);
}

TEST_F(ReadPatterns, WhatIsTooLongIsNotCompared) {
  EXPECT_EQ(resources(text(std::string(longest_pattern + 1, 'a'))).items[0].covers("b"), Answer::unknown);
}

}  // namespace
}  // namespace tieline::aws::iam
