#include <gtest/gtest.h>

#include "aws/iam/catalogue.h"
#include "aws/iam/spelling.h"
#include "tests/aws/iam_fixture.h"

namespace tieline::aws::iam {
namespace {

TEST(IamCatalogue, ListsTheCompletePermissionsInOrder) {
  const auto& all = catalogue::complete_permissions();
  ASSERT_GT(all.size(), 40U);
  EXPECT_EQ(all[0].name, "elastic-inference:Connect");
  EXPECT_EQ(all[1].name, "ec2:DescribeVpcEndpoints");
  EXPECT_EQ(all[2].name, "sagemaker:*");
  EXPECT_EQ(all.back().name, "iam:PassRole");
}

TEST(IamCatalogue, KnowsWhichActionsHaveResources) {
  EXPECT_TRUE(catalogue::connect().resource_level);
  EXPECT_FALSE(catalogue::describe_endpoints().resource_level);
}

TEST(IamCatalogue, NamesManagedPoliciesInAnyPartition) {
  const std::string arn =
      "arn:aws:iam::aws:policy/service-role/AmazonSageMakerPartnerServiceCatalogProductsApiGatewayServiceRolePolicy";
  EXPECT_EQ(catalogue::managed_policy_arn("arn:aws:iam::aws:policy/PowerUserAccess"),
            "arn:aws:iam::aws:policy/PowerUserAccess");
  EXPECT_EQ(catalogue::managed_policy_arn("arn:aws-us-gov:iam::aws:policy/PowerUserAccess"),
            "arn:aws:iam::aws:policy/PowerUserAccess");
  EXPECT_EQ(catalogue::managed_policy_arn("arn:*:iam::aws:policy/PowerUserAccess"),
            "arn:aws:iam::aws:policy/PowerUserAccess");
  EXPECT_EQ(catalogue::managed_policy_arn("arn:aws:iam::123456789012:policy/PowerUserAccess"), std::nullopt);
  EXPECT_EQ(catalogue::managed_policy_arn("arn:aws:iam::aws:policy/*"), std::nullopt);
  EXPECT_EQ(catalogue::managed_policy_arn("PowerUserAccess"), std::nullopt);
  EXPECT_EQ(catalogue::managed_policy_arn("arn:"), std::nullopt);
  EXPECT_EQ(catalogue::managed_policy_arn("arn:aws"), std::nullopt);
  EXPECT_EQ(catalogue::managed_policy_arn(arn), arn);
}

class ManagedPolicy : public ::testing::Test, public IamFixture {
 protected:
  void attach_managed(const std::string& name) {
    const auto text = catalogue::managed_policy("arn:aws:iam::aws:policy/" + name);
    ASSERT_TRUE(text) << name;
    attach(read(*text));
  }
};

TEST_F(ManagedPolicy, HasItsRealContent) {
  attach_managed("PowerUserAccess");
  EXPECT_EQ(connect().unrestricted, Answer::yes);
  EXPECT_EQ(of("iam:PassRole").granted, Answer::no);
  EXPECT_EQ(of("iam:CreateServiceLinkedRole").granted, Answer::yes);
}

TEST_F(ManagedPolicy, MaySayNothingOfWhatIsAsked) {
  attach_managed("AWSAccountActivityAccess");
  EXPECT_EQ(connect().granted, Answer::no);
}

TEST_F(ManagedPolicy, MayDeny) {
  attach_managed("AWSDenyAll");
  EXPECT_EQ(connect().denied, Answer::yes);
}

TEST_F(ManagedPolicy, IsUnknownWhereNobodyHeardOfIt) {
  EXPECT_EQ(catalogue::managed_policy("arn:aws:iam::aws:policy/NoSuchPolicy"), std::nullopt);
}

std::string corrected(std::string_view action) {
  const auto correction = correct_ei_action(action);
  return correction ? correction->action : std::string();
}

TEST(EiSpelling, MendsTheNameOfTheAction) {
  EXPECT_EQ(corrected("elastic-inference:Conect"), "elastic-inference:Connect");
  EXPECT_EQ(corrected("elastic-inference:Conenct"), "elastic-inference:Connect");
  EXPECT_EQ(corrected("elastic-inference:Connects"), "elastic-inference:Connect");
  EXPECT_EQ(corrected("elastic-inference:DescribeAccelerator"), "elastic-inference:DescribeAccelerators");
  EXPECT_EQ(corrected("elastic-inference:DescribeVpcEndpoints"), "ec2:DescribeVpcEndpoints");
  EXPECT_EQ(corrected("ec2:DescribeVpcEndpoint"), "ec2:DescribeVpcEndpoints");
  EXPECT_EQ(corrected("ec2:DescribeVPCEndpoint"), "ec2:DescribeVpcEndpoints");
  EXPECT_EQ(corrected("ec2:DescibeVpcEndpoints*"), "ec2:DescribeVpcEndpoints");
}

TEST(EiSpelling, MendsTheServicePrefix) {
  for (const std::string_view prefix :
       {"elasticinference", "elastic_inference", "elastic-inferance", "elastic-inferece", "ElasticInference",
        "elastic-inference-runtime", "elastic.inference", "ei", "eia", "elastic-inference.amazonaws.com"}) {
    EXPECT_EQ(corrected(std::string(prefix) + ":Connect"), "elastic-inference:Connect") << prefix;
  }
  EXPECT_EQ(corrected("elasticinference:*"), "elastic-inference:*");
  EXPECT_EQ(corrected("ei:Conect"), "elastic-inference:Connect");
  EXPECT_EQ(corrected("vpc:DescribeVpcEndpoints"), "ec2:DescribeVpcEndpoints");
  EXPECT_EQ(corrected("elastic-inference.Connect"), "elastic-inference:Connect");
}

TEST(EiSpelling, IsNotSureWhatAnUnknownActionMeans) {
  const auto correction = correct_ei_action("elastic-inference:StartAccelerator");
  ASSERT_TRUE(correction);
  EXPECT_FALSE(correction->certain);
}

TEST(EiSpelling, LeavesWhatIsReal) {
  for (const std::string_view action : {"elastic-inference:Connect",
                                        "Elastic-Inference:connect",
                                        "elastic-inference:*",
                                        "elastic-inference:Con*",
                                        "elastic-inference:D*",
                                        "elastic-inference:TagResource",
                                        "ec2:DescribeVpcEndpoints",
                                        "ec2:describevpcendpoints",
                                        "ec2:DescribeVpcEndpointServices",
                                        "ec2:DescribeVpcEndpointConnections",
                                        "ec2:DescribeVpcEndpoint*",
                                        "ec2:*",
                                        "*",
                                        "*:*",
                                        "e*:Connect",
                                        "es:DescribeVpcEndpoints",
                                        "elemental-inference:*",
                                        "elasticache:Connect",
                                        "elastictranscoder:ListJobs",
                                        "connect:*",
                                        "rds-db:connect",
                                        "ec2:DescribeVpcs"}) {
    EXPECT_EQ(corrected(action), "") << action;
  }
}

TEST(EiSpelling, LeavesOtherMistakesAlone) {
  for (const std::string_view action : {"", ":", "ei:", "ec2:", "ec2:DescribeVpcEndpointService", "ec2:DescribeVpc",
                                        "s4:GetObject", "Connect", "ei:GetObject", "sagemaker:Conect"}) {
    EXPECT_EQ(corrected(action), "") << action;
  }
}

}  // namespace
}  // namespace tieline::aws::iam
