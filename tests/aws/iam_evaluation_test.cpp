#include <gtest/gtest.h>

#include "aws/iam/evaluation.h"
#include "tests/aws/iam_fixture.h"

namespace tieline::aws::iam {
namespace {

class IamEvaluation : public ::testing::Test, public IamFixture {};

// What is allowed.

TEST_F(IamEvaluation, NothingIsAllowedWithoutAPolicy) {
  EXPECT_EQ(connect().granted, Answer::no);
  EXPECT_EQ(connect().denied, Answer::no);
}

TEST_F(IamEvaluation, AllowsByNameWhateverTheCase) {
  allow(R"("Action": "Elastic-Inference:CONNECT", "Resource": "*")");
  EXPECT_EQ(connect().unrestricted, Answer::yes);
  EXPECT_EQ(describe().granted, Answer::no);
}

TEST_F(IamEvaluation, AllowsByWildcard) {
  allow(R"("Action": ["elastic-inference:Conn?ct", "ec2:Describe*"], "Resource": ["arn:aws:s3:::models", "*"])");
  EXPECT_EQ(connect().unrestricted, Answer::yes);
  EXPECT_EQ(describe().unrestricted, Answer::yes);
}

TEST_F(IamEvaluation, AllowsAllButWhatNotActionNames) {
  allow(R"("NotAction": ["iam:*", "ec2:Delete*"], "Resource": "*")");
  EXPECT_EQ(connect().unrestricted, Answer::yes);
  EXPECT_EQ(of("iam:PassRole").granted, Answer::no);
  EXPECT_EQ(of("ec2:DeleteNetworkInterface").granted, Answer::no);
  EXPECT_EQ(of("sagemaker:*").granted, Answer::yes);
}

TEST_F(IamEvaluation, NotActionMayTakePartOfAService) {
  allow(R"("NotAction": "sagemaker:DeleteDomain", "Resource": "*")");
  EXPECT_EQ(of("sagemaker:*").granted, Answer::no);
}

TEST_F(IamEvaluation, AServiceIsAllowedByItsParts) {
  allow(R"("Action": ["sagemaker:A*", "sagemaker:B*", "sagemaker:C*", "sagemaker:D*", "sagemaker:E*", "sagemaker:F*",
                      "sagemaker:G*", "sagemaker:H*", "sagemaker:I*"], "Resource": "*")");
  EXPECT_EQ(of("sagemaker:*").granted, Answer::no);
  allow(R"("NotAction": ["sagemaker:A*", "sagemaker:B*", "sagemaker:C*", "sagemaker:D*", "sagemaker:E*",
                         "sagemaker:F*"], "Resource": "*")");
  EXPECT_EQ(of("sagemaker:*").granted, Answer::yes);
}

TEST_F(IamEvaluation, AnUnknownActionMayBeAnything) {
  attach(read(
      object({{"Statement",
               {},
               object({{"Effect", {}, text("Allow")}, {"Action", {}, unknown()}, {"Resource", {}, text("*")}})}})));
  EXPECT_EQ(connect().granted, Answer::unknown);
}

TEST_F(IamEvaluation, AnUnknownEffectMayAllowAndDeny) {
  attach(read(object({{"Statement",
                       {},
                       object({{"Effect", {}, unknown()}, {"Action", {}, text("*")}, {"Resource", {}, text("*")}})}})));
  EXPECT_EQ(connect().granted, Answer::unknown);
  EXPECT_EQ(connect().denied, Answer::unknown);
}

TEST_F(IamEvaluation, APolicyThatMayBeAttachedMayAllow) {
  attach(statement(R"("Effect": "Allow", "Action": "*", "Resource": "*")"), true);
  EXPECT_EQ(connect().granted, Answer::unknown);
}

TEST_F(IamEvaluation, AnotherPolicyThatIsNotKnownMayAllow) {
  role.complete = false;
  EXPECT_EQ(connect().granted, Answer::unknown);
}

TEST_F(IamEvaluation, TheManagedPolicyAllowsAllThatIsAsked) {
  role.has_all_permissions = Answer::yes;
  for (const Permission& permission : catalogue::complete_permissions()) {
    EXPECT_EQ(grant(world, role, permission).unrestricted, Answer::yes) << permission.name;
  }
}

// What is allowed for some resources.

TEST_F(IamEvaluation, NamedResourcesRestrict) {
  allow(
      R"("Action": "elastic-inference:Connect", "Resource": "arn:aws:elastic-inference:us-west-2:111122223333:elastic-inference-accelerator/*")");
  EXPECT_EQ(connect().granted, Answer::yes);
  EXPECT_EQ(connect().effective, Answer::yes);
  EXPECT_EQ(connect().unrestricted, Answer::no);
}

TEST_F(IamEvaluation, AGrantForResourcesIsVoidWhereAnActionHasNone) {
  allow(R"("Action": "ec2:DescribeVpcEndpoints", "Resource": "arn:aws:ec2:*:*:vpc-endpoint/*")");
  EXPECT_EQ(describe().granted, Answer::yes);
  EXPECT_EQ(describe().effective, Answer::no);
  EXPECT_EQ(describe().unrestricted, Answer::no);
}

TEST_F(IamEvaluation, AWildcardOnABucketGrantsNothingElsewhere) {
  allow(R"("Action": "*", "Resource": ["arn:aws:s3:::models", "arn:aws:s3:::models/*"])");
  EXPECT_EQ(connect().granted, Answer::no);
  EXPECT_EQ(describe().granted, Answer::no);
  EXPECT_EQ(of("s3:GetObject").granted, Answer::yes);
}

TEST_F(IamEvaluation, NotResourceRestrictsWhereItNamesSuchResources) {
  allow(
      R"("Action": "elastic-inference:*", "NotResource": "arn:aws:elastic-inference:*:*:elastic-inference-accelerator/a")");
  EXPECT_EQ(connect().granted, Answer::yes);
  EXPECT_EQ(connect().unrestricted, Answer::no);
}

TEST_F(IamEvaluation, NotResourceOfAnotherServiceDoesNotRestrict) {
  allow(R"("Action": "*", "NotResource": "arn:aws:s3:::secret/*")");
  EXPECT_EQ(connect().unrestricted, Answer::yes);
  EXPECT_EQ(describe().unrestricted, Answer::yes);
}

TEST_F(IamEvaluation, ConditionsRestrict) {
  allow(
      R"("Action": "elastic-inference:Connect", "Resource": "*", "Condition": {"StringEquals": {"aws:SourceVpc": "vpc-1"}})");
  EXPECT_EQ(connect().granted, Answer::yes);
  EXPECT_EQ(connect().effective, Answer::yes);
  EXPECT_EQ(connect().unrestricted, Answer::no);
}

TEST_F(IamEvaluation, WhatOneStatementRestrictsAnotherMayAllow) {
  allow(
      R"("Action": "elastic-inference:Connect", "Resource": "arn:aws:elastic-inference:*:*:elastic-inference-accelerator/a")");
  allow(R"("Action": "elastic-inference:*", "Resource": "*")");
  EXPECT_EQ(connect().unrestricted, Answer::yes);
  EXPECT_EQ(connect().grants.size(), 2U);
}

// What is denied.

TEST_F(IamEvaluation, DenyWins) {
  deny(R"("Action": "elastic-inference:*", "Resource": "*")");
  allow(R"("Action": "*", "Resource": "*")");
  EXPECT_EQ(connect().granted, Answer::yes);
  EXPECT_EQ(connect().denied, Answer::yes);
  EXPECT_TRUE(connect().taken_away());
  EXPECT_EQ(connect().denial.policy, &role.policies[0]);
  EXPECT_EQ(describe().denied, Answer::no);
}

TEST_F(IamEvaluation, DenyWithNotActionTakesAllElse) {
  deny(R"("NotAction": ["sagemaker:*", "ec2:Describe*"], "Resource": "*")");
  EXPECT_EQ(connect().denied, Answer::yes);
  EXPECT_EQ(describe().denied, Answer::no);
  EXPECT_EQ(of("sagemaker:*").denied, Answer::no);
}

TEST_F(IamEvaluation, ADenyUnderAConditionSettlesNothing) {
  deny(R"("Action": "*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}})");
  EXPECT_EQ(connect().denied, Answer::no);
}

TEST_F(IamEvaluation, ADenyOfSomeResourcesLeavesOthers) {
  deny(R"("Action": "*", "Resource": "arn:aws:elastic-inference:us-east-1:*:*")");
  EXPECT_EQ(connect().denied, Answer::no);
}

TEST_F(IamEvaluation, ADenyOfEveryAcceleratorLeavesNone) {
  deny(R"("Action": "*", "Resource": "arn:aws:elastic-inference:*")");
  EXPECT_EQ(connect().denied, Answer::yes);
  EXPECT_EQ(describe().denied, Answer::no);
}

TEST_F(IamEvaluation, ADenyOfAllButSomeResources) {
  deny(R"("Action": "*", "NotResource": "arn:aws:s3:::models/*")");
  EXPECT_EQ(connect().denied, Answer::yes);
  EXPECT_EQ(describe().denied, Answer::yes);
  EXPECT_EQ(of("s3:GetObject").denied, Answer::no);
}

TEST_F(IamEvaluation, APolicyThatIsNotKnownMayDeny) {
  allow(R"("Action": "*", "Resource": "*")");
  attach(read(unknown()));
  EXPECT_EQ(connect().granted, Answer::yes);
  EXPECT_EQ(connect().denied, Answer::unknown);
  EXPECT_FALSE(connect().taken_away());
}

// Permissions boundaries.

TEST_F(IamEvaluation, ABoundaryMustAllowToo) {
  allow(R"("Action": "*", "Resource": "*")");
  bound_by(
      statement(R"("Effect": "Allow", "Action": ["elastic-inference:*", "sagemaker:Describe*"], "Resource": "*")"));
  EXPECT_EQ(connect().within_boundary, Answer::yes);
  EXPECT_EQ(describe().within_boundary, Answer::no);
  EXPECT_TRUE(describe().taken_away());
  EXPECT_FALSE(describe().denial);
  EXPECT_FALSE(of("sagemaker:*").taken_away());
}

TEST_F(IamEvaluation, ABoundaryMayDeny) {
  bound_by(read(R"({"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"},
                                  {"Effect": "Deny", "Action": "elastic-inference:*", "Resource": "*"}]})"));
  EXPECT_EQ(connect().within_boundary, Answer::no);
  EXPECT_TRUE(connect().denial);
  EXPECT_EQ(describe().within_boundary, Answer::yes);
}

TEST_F(IamEvaluation, ABoundaryAlsoCountsUnderConditions) {
  bound_by(statement(
      R"("Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"StringEquals": {"aws:RequestedRegion": "us-west-2"}})"));
  EXPECT_EQ(connect().within_boundary, Answer::yes);
}

TEST_F(IamEvaluation, AnUnknownBoundaryMayLeaveEverything) {
  bound_by(read(unknown()));
  EXPECT_EQ(connect().within_boundary, Answer::unknown);
}

// Conditions of the configuration.

TEST_F(IamEvaluation, AnswersInTheWorldItIsAskedIn) {
  const value::Value rule = object(
      {{"Effect", {}, text("Allow")}, {"Action", {}, text("elastic-inference:Connect")}, {"Resource", {}, text("*")}});
  attach(read(object({{"Statement", {}, list({either("IsProd", rule, value::absent(arena))})}})));
  std::vector<Answer> answers;
  world.explore([&] { answers.push_back(connect().granted); });
  EXPECT_EQ(answers, (std::vector{Answer::yes, Answer::no}));
}

TEST_F(IamEvaluation, DecidesOnlyWhatMatters) {
  std::vector<value::Value> statements;
  for (int i = 0; i < 40; ++i) {
    const value::Value bucket = object({{"Effect", {}, text("Allow")},
                                        {"Action", {}, text(i % 2 == 0 ? "s3:GetObject" : "elastic-inference:*")},
                                        {"Resource", {}, text("*")}});
    statements.push_back(either("var.enable_" + std::to_string(i), bucket, value::absent(arena)));
  }
  attach(read(object({{"Statement", {}, list(statements)}})));
  allow(R"("Action": "elastic-inference:Connect", "Resource": "*")");
  int worlds = 0;
  world.explore([&] {
    EXPECT_EQ(connect().unrestricted, Answer::yes);
    EXPECT_EQ(describe().granted, Answer::no);
    ++worlds;
  });
  EXPECT_EQ(worlds, 1);
}

// Grants without a condition that is asked for.

class UnscopedGrants : public IamEvaluation {
 protected:
  std::size_t pass_role() { return unscoped_grants(world, role, catalogue::pass_role(), "iam:passedtoservice").size(); }
};

TEST_F(UnscopedGrants, EveryRoleToEveryService) {
  allow(R"("Action": "iam:PassRole", "Resource": "*")");
  EXPECT_EQ(pass_role(), 1U);
  allow(R"("Action": "iam:Pass*", "Resource": "arn:aws:iam::*:role/*")");
  EXPECT_EQ(pass_role(), 2U);
}

TEST_F(UnscopedGrants, NotWithTheCondition) {
  allow(R"("Action": "iam:*", "Resource": "*", "Condition": {"StringLike": {"iam:PassedToService": "sagemaker*"}})");
  EXPECT_EQ(pass_role(), 0U);
}

TEST_F(UnscopedGrants, AnotherConditionIsNotEnough) {
  allow(R"("Action": "iam:*", "Resource": "*", "Condition": {"StringEquals": {"aws:RequestedRegion": "us-west-2"}})");
  EXPECT_EQ(pass_role(), 1U);
}

TEST_F(UnscopedGrants, NotForNamedRoles) {
  allow(R"("Action": "iam:PassRole", "Resource": "arn:aws:iam::123456789012:role/execution")");
  allow(R"("Action": "iam:PassRole", "NotResource": "arn:aws:iam::123456789012:role/admin")");
  EXPECT_EQ(pass_role(), 0U);
}

TEST_F(UnscopedGrants, NotWhereADenyNarrowsIt) {
  allow(R"("Action": "*", "Resource": "*")");
  deny(
      R"("Action": "iam:PassRole", "Resource": "*", "Condition": {"StringNotEquals": {"iam:PassedToService": "sagemaker.amazonaws.com"}})");
  EXPECT_EQ(pass_role(), 0U);
}

TEST_F(UnscopedGrants, NotWhereABoundaryNarrowsIt) {
  allow(R"("Action": "*", "Resource": "*")");
  bound_by(statement(R"("Effect": "Allow", "NotAction": "iam:*", "Resource": "*")"));
  EXPECT_EQ(pass_role(), 0U);
}

TEST_F(UnscopedGrants, NotWhereABoundaryIsNotKnown) {
  allow(R"("Action": "*", "Resource": "*")");
  bound_by(read(unknown()));
  EXPECT_EQ(pass_role(), 0U);
}

TEST_F(UnscopedGrants, NotOfPoliciesThatAreNotWrittenHere) {
  allow(R"("Action": "*", "Resource": "*")");
  role.policies[0].written_here = false;
  EXPECT_EQ(pass_role(), 0U);
}

// Trust policies.

class Trust : public IamEvaluation {
 protected:
  Answer of(std::string_view statements) {
    return trusts(world, read(R"({"Statement": )" + std::string(statements) + "}"), "sagemaker.amazonaws.com");
  }
};

TEST_F(Trust, LetsTheServiceIn) {
  EXPECT_EQ(
      of(R"({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "sagemaker.amazonaws.com"}})"),
      Answer::yes);
  EXPECT_EQ(of(R"({"Effect": "Allow", "Action": "sts:*", "Principal": "*"})"), Answer::yes);
}

TEST_F(Trust, LetsOnlyOthersIn) {
  EXPECT_EQ(of(R"({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}})"),
            Answer::no);
  EXPECT_EQ(of("[]"), Answer::no);
}

TEST_F(Trust, AllowsSomethingElse) {
  EXPECT_EQ(
      of(R"({"Effect": "Allow", "Action": "sts:TagSession", "Principal": {"Service": "sagemaker.amazonaws.com"}})"),
      Answer::no);
}

TEST_F(Trust, ADenyKeepsTheServiceOut) {
  EXPECT_EQ(of(R"([{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "sagemaker.amazonaws.com"}},
                   {"Effect": "Deny", "Action": "*", "Principal": "*"}])"),
            Answer::no);
}

TEST_F(Trust, IsNotSettledUnderACondition) {
  EXPECT_EQ(of(R"({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "sagemaker.amazonaws.com"},
                   "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"}}})"),
            Answer::unknown);
}

TEST_F(Trust, IsNotSettledByAnUnknownPolicy) {
  EXPECT_EQ(trusts(world, read(unknown()), "sagemaker.amazonaws.com"), Answer::unknown);
}

}  // namespace
}  // namespace tieline::aws::iam
