// What fixes write: each case is a file before and after.

#include <gtest/gtest.h>

#include <string>

#include "lint/fixing.h"

namespace tieline::lint {
namespace {

/// The text after the safe fixes. Standard input stands for the file, so nothing is on disk.
std::string fixed(const std::string& name, const std::string& text) {
  RunOptions options;
  options.stdin_filename = "no-such-folder/" + name;
  options.stdin_text = text;
  options.terraform.read_environment = false;
  options.terraform.region = options.cloudformation.region = "us-west-2";
  const FixOutcome outcome = fix(options, false);
  for (const std::string& note : outcome.notes) ADD_FAILURE() << note;
  return outcome.files.empty() ? text : outcome.files.front().after;
}

std::string replaced(std::string text, std::string_view old, std::string_view now) {
  const std::size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return at == std::string::npos ? text : text.replace(at, old.size(), now);
}

std::string endpoint(const std::string& service) {
  return "resource \"aws_vpc_endpoint\" \"ei\" {\n  vpc_id              = \"vpc-1\"\n  service_name        = " +
         service + "\n  vpc_endpoint_type   = \"Interface\"\n  private_dns_enabled = true\n}\n";
}

TEST(FixTexts, ServiceNamesKeepTheirInterpolation) {
  for (const std::string region : {"${var.region}", "${data.aws_region.here.name}"}) {
    const std::string rest = "\nvariable \"region\" {}\n\ndata \"aws_region\" \"here\" {}\n";
    EXPECT_EQ(fixed("main.tf", endpoint("\"com.amazonaws." + region + ".elastic-inference\"") + rest),
              endpoint("\"com.amazonaws." + region + ".elastic-inference.runtime\"") + rest);
    EXPECT_EQ(fixed("main.tf", endpoint("\"elastic-inference." + region + ".runtime\"") + rest),
              endpoint("\"com.amazonaws." + region + ".elastic-inference.runtime\"") + rest);
  }
}

TEST(FixTexts, AValueThatOneArgumentAloneUsesIsMendedWhereItIs) {
  const std::string local = "\nlocals {\n  ei_service = \"com.amazonaws.us-west-2.elastic-inference\"\n}\n";
  const std::string right = "\nlocals {\n  ei_service = \"com.amazonaws.us-west-2.elastic-inference.runtime\"\n}\n";
  EXPECT_EQ(fixed("main.tf", endpoint("local.ei_service") + local), endpoint("local.ei_service") + right);
  const std::string shared = endpoint("local.ei_service") + local + "\noutput \"s\" {\n  value = local.ei_service\n}\n";
  EXPECT_EQ(fixed("main.tf", shared), shared);
}

TEST(FixTexts, EndpointsOfTheCloudControlProvider) {
  const std::string before =
      "resource \"awscc_ec2_vpc_endpoint\" \"ei\" {\n  service_name = "
      "\"com.amazonaws.us-west-2.elastic-inference\"\n}\n";
  EXPECT_EQ(fixed("main.tf", before),
            "resource \"awscc_ec2_vpc_endpoint\" \"ei\" {\n"
            "  service_name = \"com.amazonaws.us-west-2.elastic-inference.runtime\"\n"
            "  vpc_endpoint_type = \"Interface\"\n  private_dns_enabled = true\n}\n");
}

TEST(FixTexts, EndpointsOfTemplates) {
  const std::string yaml =
      "Resources:\n  Ei:\n    Type: AWS::EC2::VPCEndpoint\n    Properties:\n"
      "      ServiceName: !Sub com.amazonaws.${AWS::Region}.elastic-inference # EI\n      VpcId: vpc-1\n";
  EXPECT_EQ(fixed("t.yaml", yaml),
            "Resources:\n  Ei:\n    Type: AWS::EC2::VPCEndpoint\n    Properties:\n"
            "      ServiceName: !Sub com.amazonaws.${AWS::Region}.elastic-inference.runtime # EI\n"
            "      VpcEndpointType: Interface\n      PrivateDnsEnabled: true\n      VpcId: vpc-1\n");
  const std::string json =
      "{\n  \"Resources\": {\n    \"Ei\": {\n      \"Type\": \"AWS::EC2::VPCEndpoint\",\n      \"Properties\": {\n"
      "        \"ServiceName\": \"com.amazonaws.us-west-2.elastic-inference.runtime\",\n"
      "        \"VpcId\": \"vpc-1\"\n      }\n    }\n  }\n}\n";
  EXPECT_EQ(
      fixed("t.json", json),
      replaced(json, "runtime\",\n",
               "runtime\",\n        \"VpcEndpointType\": \"Interface\",\n        \"PrivateDnsEnabled\": true,\n"));
}

/// A notebook whose role has this policy.
std::string with_policy(const std::string& policy) {
  return "resource \"aws_sagemaker_notebook_instance\" \"nb\" {\n  name              = \"nb\"\n"
         "  instance_type     = \"ml.t3.medium\"\n  accelerator_types = [\"ml.eia2.medium\"]\n"
         "  role_arn          = aws_iam_role.nb.arn\n}\n\nresource \"aws_iam_role\" \"nb\" {\n"
         "  assume_role_policy = jsonencode({\n    Version = \"2012-10-17\"\n    Statement = [{\n"
         "      Effect    = \"Allow\"\n      Action    = \"sts:AssumeRole\"\n"
         "      Principal = { Service = \"sagemaker.amazonaws.com\" }\n    }]\n  })\n}\n\n"
         "resource \"aws_iam_role_policy\" \"nb\" {\n  role   = aws_iam_role.nb.id\n  policy = " +
         policy;
}

TEST(FixTexts, ActionsGoIntoAStatementForEveryResource) {
  const std::string text = with_policy(
      "jsonencode({\n    Statement = [\n      {\n        Effect   = \"Allow\"\n        Action   = \"sagemaker:*\"\n"
      "        Resource = \"*\"\n      },\n    ]\n  })\n}\n");
  const std::string after = fixed("main.tf", text);
  EXPECT_NE(after.find("Action   = [\"sagemaker:*\", \"elastic-inference:Connect\", \"ec2:DescribeVpcEndpoints\"]\n"),
            std::string::npos)
      << after;
  EXPECT_NE(after.find("\"iam:PassedToService\" = \"sagemaker.amazonaws.com\""), std::string::npos) << after;
}

TEST(FixTexts, AStatementIsAddedWhereNoneFits) {
  const std::string heredoc = with_policy(
      "<<EOT\n{\n  \"Statement\": [\n    {\n      \"Effect\": \"Allow\",\n      \"Action\": \"s3:GetObject\",\n"
      "      \"Resource\": \"arn:aws:s3:::b/*\"\n    }\n  ]\n}\nEOT\n}\n");
  const std::string after = fixed("main.tf", heredoc);
  EXPECT_NE(after.find("\"Resource\": \"arn:aws:s3:::b/*\"\n    },\n    {\n      \"Effect\": \"Allow\",\n"
                       "      \"Action\": [\"elastic-inference:Connect\", \"ec2:DescribeVpcEndpoints\""),
            std::string::npos)
      << after;
}

TEST(FixTexts, TheDataSourceGetsBlocks) {
  const std::string text = with_policy(
      "data.aws_iam_policy_document.nb.json\n}\n\ndata \"aws_iam_policy_document\" \"nb\" {\n  statement {\n"
      "    actions   = [\"s3:GetObject\"]\n    resources = [\"arn:aws:s3:::b/*\"]\n  }\n}\n");
  const std::string after = fixed("main.tf", text);
  EXPECT_NE(after.find("    resources = [\"arn:aws:s3:::b/*\"]\n  }\n\n  statement {\n    effect    = \"Allow\"\n"
                       "    actions   = [\"elastic-inference:Connect\", \"ec2:DescribeVpcEndpoints\""),
            std::string::npos)
      << after;
  EXPECT_NE(after.find("    condition {\n      test     = \"StringEquals\"\n      variable = \"iam:PassedToService\"\n"
                       "      values   = [\"sagemaker.amazonaws.com\"]\n    }\n"),
            std::string::npos)
      << after;
}

TEST(FixTexts, APolicyOfSeveralRolesIsGivenNothing) {
  const std::string text =
      with_policy(
          "jsonencode({\n    Statement = [{\n      Effect   = \"Allow\"\n      Action   = \"s3:*\"\n"
          "      Resource = \"*\"\n    }]\n  })\n}\n") +
      "\nresource \"aws_iam_role\" \"other\" {\n  assume_role_policy = \"{}\"\n}\n\n"
      "resource \"aws_iam_role_policy\" \"other\" {\n  role   = aws_iam_role.other.id\n"
      "  policy = aws_iam_role_policy.nb.policy\n}\n";
  EXPECT_EQ(fixed("main.tf", text), text);
}

/// An endpoint with its group, a notebook with its own, and what stands in each of the groups and behind them.
std::string two_groups(const std::string& in_endpoint, const std::string& in_client, const std::string& behind) {
  return endpoint("\"com.amazonaws.us-west-2.elastic-inference.runtime\"")
             .replace(endpoint("\"com.amazonaws.us-west-2.elastic-inference.runtime\"").rfind("}"), 1,
                      "  subnet_ids          = [\"subnet-1\", \"subnet-2\"]\n"
                      "  security_group_ids  = [aws_security_group.endpoint.id]\n}") +
         "\nresource \"aws_sagemaker_notebook_instance\" \"nb\" {\n  name              = \"nb\"\n"
         "  instance_type     = \"ml.t3.medium\"\n  accelerator_types = [\"ml.eia2.medium\"]\n"
         "  role_arn          = \"arn:aws:iam::123456789012:role/nb\"\n  subnet_id         = \"subnet-1\"\n"
         "  security_groups   = [aws_security_group.client.id]\n}\n\n"
         "resource \"aws_security_group\" \"endpoint\" {\n  vpc_id = \"vpc-1\"\n" +
         in_endpoint + "}\n\nresource \"aws_security_group\" \"client\" {\n  vpc_id = \"vpc-1\"\n" + in_client + "}\n" +
         behind;
}

constexpr std::string_view inline_everything =
    "\n  egress {\n    from_port   = 0\n    to_port     = 0\n    protocol    = \"-1\"\n"
    "    cidr_blocks = [\"0.0.0.0/0\"]\n  }\n";

TEST(FixTexts, MissingRulesAreResourcesOfTheirOwn) {
  const std::string after = fixed("main.tf", two_groups(std::string(inline_everything), "", ""));
  EXPECT_EQ(after,
            replaced(replaced(two_groups(std::string(inline_everything), "", ""),
                              "  }\n}\n\nresource \"aws_security_group\" \"client\"",
                              "  }\n}\n\nresource \"aws_vpc_security_group_ingress_rule\" \"endpoint_from_client\" {\n"
                              "  security_group_id            = aws_security_group.endpoint.id\n"
                              "  referenced_security_group_id = aws_security_group.client.id\n"
                              "  ip_protocol                  = \"tcp\"\n"
                              "  from_port                    = 443\n"
                              "  to_port                      = 443\n}\n\n"
                              "resource \"aws_security_group\" \"client\""),
                     "\"client\" {\n  vpc_id = \"vpc-1\"\n}\n",
                     "\"client\" {\n  vpc_id = \"vpc-1\"\n}\n\n"
                     "resource \"aws_vpc_security_group_egress_rule\" \"client_to_endpoint\" {\n"
                     "  security_group_id            = aws_security_group.client.id\n"
                     "  referenced_security_group_id = aws_security_group.endpoint.id\n"
                     "  ip_protocol                  = \"tcp\"\n"
                     "  from_port                    = 443\n"
                     "  to_port                      = 443\n}\n"));
}

TEST(FixTexts, MissingRulesGoBesideThoseInTheGroup) {
  const std::string other =
      "\n  ingress {\n    from_port       = 22\n    to_port         = 22\n    protocol        = \"tcp\"\n"
      "    security_groups = [aws_security_group.client.id]\n  }\n";
  const std::string rule =
      "\nresource \"aws_security_group_rule\" \"out\" {\n  type                     = \"egress\"\n"
      "  security_group_id        = aws_security_group.client.id\n"
      "  source_security_group_id = aws_security_group.endpoint.id\n  protocol                 = \"tcp\"\n"
      "  from_port                = 443\n  to_port                  = 443\n}\n";
  const std::string text = two_groups(std::string(inline_everything) + other, "", rule);
  EXPECT_EQ(
      fixed("main.tf", text),
      replaced(text, other,
               other + "\n  ingress {\n    from_port       = 443\n    to_port         = 443\n"
                       "    protocol        = \"tcp\"\n    security_groups = [aws_security_group.client.id]\n  }\n"));
}

}  // namespace
}  // namespace tieline::lint
