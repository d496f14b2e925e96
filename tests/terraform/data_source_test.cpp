// Data sources that the configuration itself settles.

#include "configuration.h"

namespace tieline::terraform {
namespace {

/// The document that an output remembers.
std::string document(const Configuration& loaded, std::string_view output) {
  const value::Value json = loaded.output(output);
  return json.encoded() != nullptr ? Configuration::show(*json.encoded()) : "no document: " + Configuration::show(json);
}

TEST(PolicyDocument, SaysWhatItsBlocksSay) {
  const Configuration loaded(R"(
resource "aws_s3_bucket" "b" {}
data "aws_iam_policy_document" "d" {
  policy_id = "P"
  statement {
    sid       = "S"
    effect    = "Deny"
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = [aws_s3_bucket.b.arn, "arn:aws:s3:::x/&{aws:username}"]
    principals {
      type        = "Service"
      identifiers = ["a.amazonaws.com", "b.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "v"
      values   = ["1"]
    }
    condition {
      test     = "StringEquals"
      variable = "w"
      values   = ["2", "3"]
    }
  }
  statement {
    not_actions   = ["iam:*"]
    not_resources = ["*"]
    not_principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}
output "o" { value = data.aws_iam_policy_document.d.json }
)");
  EXPECT_EQ(loaded.faults(), "");
  EXPECT_EQ(document(loaded, "o"),
            "{Version = \"2012-10-17\", Id = \"P\", Statement = ["
            "{Sid = \"S\", Effect = \"Deny\", Action = [\"s3:GetObject\", \"s3:PutObject\"], "
            "Resource = [aws_s3_bucket.b.arn, \"arn:aws:s3:::x/${aws:username}\"], "
            "Principal = {Service = [\"a.amazonaws.com\", \"b.amazonaws.com\"]}, "
            "Condition = {StringEquals = {v = \"1\", w = [\"2\", \"3\"]}}}, "
            "{Effect = \"Allow\", NotAction = \"iam:*\", NotResource = \"*\", NotPrincipal = \"*\"}]}");
}

TEST(PolicyDocument, IsTextWhereAllOfItIsKnown) {
  const Configuration loaded(R"(
data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["a:B"]
    resources = ["*"]
  }
}
output "o" { value = jsondecode(data.aws_iam_policy_document.d.json).Statement[0].Action }
)");
  EXPECT_EQ(loaded.shown("o"), "\"a:B\"");
}

TEST(PolicyDocument, MergesOthersByStatementName) {
  const Configuration loaded(R"(
data "aws_iam_policy_document" "base" {
  statement {
    sid       = "A"
    actions   = ["a:1"]
    resources = ["*"]
  }
  statement {
    sid       = "B"
    actions   = ["b:1"]
    resources = ["*"]
  }
}
data "aws_iam_policy_document" "d" {
  source_policy_documents = [data.aws_iam_policy_document.base.json, <<-JSON
    {"Statement": {"Sid": "C", "Effect": "Allow", "Action": "c:1", "Resource": "*"}}
  JSON
  ]
  override_policy_documents = [jsonencode({
    Statement = [{ Sid = "B", Effect = "Deny", Action = "b:3", Resource = "*" }]
  })]
  statement {
    sid       = "A"
    actions   = ["a:2"]
    resources = ["*"]
  }
}
output "o" { value = [for s in jsondecode(data.aws_iam_policy_document.d.json).Statement : s.Action] }
)");
  EXPECT_EQ(loaded.faults(), "");
  EXPECT_EQ(loaded.shown("o"), "[\"a:2\", \"b:3\", \"c:1\"]");
}

TEST(PolicyDocument, LeavesUnknownSourcesOpen) {
  const Configuration loaded(R"(
variable "more" { type = list(string) }
variable "extra" { type = bool }
data "aws_iam_policy_document" "d" {
  source_policy_documents = var.more
  dynamic "statement" {
    for_each = var.extra ? [1] : []
    content {
      actions   = ["a:1"]
      resources = ["*"]
    }
  }
}
output "o" { value = data.aws_iam_policy_document.d.json }
)");
  EXPECT_EQ(loaded.faults(), "");
  EXPECT_EQ(document(loaded, "o"),
            "{Version = \"2012-10-17\", Statement = [*(unknown var.more), "
            "<{Effect = \"Allow\", Action = \"a:1\", Resource = \"*\"}, absent>]}");
}

TEST(PolicyDocument, KeepsPlaces) {
  Configuration loaded(
      "data \"aws_iam_policy_document\" \"d\" {\n  statement {\n    actions = [\"a:B\"]\n  }\n}\n"
      "output \"o\" { value = data.aws_iam_policy_document.d.json }");
  const value::Value statement = loaded.output("o").encoded()->find("Statement")->items().front();
  EXPECT_EQ(loaded.sources().start(statement.span()).line, 2U);
  EXPECT_EQ(loaded.sources().text(statement.find("Action")->span()), "\"a:B\"");
}

TEST(DataSource, RegionAndPartitionFollowTheProvider) {
  const Configuration loaded(R"(
provider "aws" { region = "cn-north-1" }
provider "aws" {
  alias  = "open"
  region = var.region
}
variable "region" { type = string }
data "aws_region" "r" {}
data "aws_region" "open" { provider = aws.open }
data "aws_partition" "p" {}
data "aws_vpc_endpoint_service" "s" { service = "elastic-inference.runtime" }
output "name" { value = [data.aws_region.r.name, data.aws_region.r.id, data.aws_region.r.region] }
output "open" { value = data.aws_region.open.name }
output "partition" { value = [data.aws_partition.p.partition, data.aws_partition.p.dns_suffix] }
output "service" { value = data.aws_vpc_endpoint_service.s.service_name }
)");
  EXPECT_EQ(loaded.shown("name"), "[\"cn-north-1\", \"cn-north-1\", \"cn-north-1\"]");
  EXPECT_EQ(loaded.output("open").refinement().cause, "var.region");
  EXPECT_EQ(loaded.shown("partition"), "[\"aws-cn\", \"amazonaws.com.cn\"]");
  EXPECT_EQ(loaded.output("service").string(), "com.amazonaws.cn-north-1.elastic-inference.runtime");
}

TEST(DataSource, RegionOfTheCommandLineSettlesWhatIsOpen) {
  Options options;
  options.region = "us-east-1";
  const Configuration loaded({{"main.tf",
                               "data \"aws_region\" \"r\" {}\nresource \"aws_vpc\" \"v\" {}\n"
                               "output \"o\" { value = data.aws_region.r.name }"}},
                             options);
  EXPECT_EQ(loaded.shown("o"), "\"us-east-1\"");
  EXPECT_EQ(loaded.resource("aws_vpc.v").region.string(), "us-east-1");
}

TEST(DataSource, ManagedPolicyByArn) {
  const Configuration loaded(
      "data \"aws_iam_policy\" \"p\" { arn = \"arn:aws:iam::aws:policy/ReadOnlyAccess\" }\n"
      "output \"o\" { value = [data.aws_iam_policy.p.arn, data.aws_iam_policy.p.name] }");
  EXPECT_EQ(loaded.shown("o"), "[\"arn:aws:iam::aws:policy/ReadOnlyAccess\", \"ReadOnlyAccess\"]");
}

}  // namespace
}  // namespace tieline::terraform
