#include "aws/service_name.h"

#include <gtest/gtest.h>

#include "aws/facts.h"
#include "tests/aws/configuration.h"

namespace tieline::aws {
namespace {

ServiceName read(std::string_view name, std::string_view region = "") {
  static text::Arena arena;
  return read_service_name(value::string(arena, name), region.empty() ? Value() : value::string(arena, region));
}

TEST(ServiceNames, TheCanonicalName) {
  const ServiceName name = read("com.amazonaws.us-west-2.elastic-inference.runtime");
  EXPECT_EQ(name.kind, EndpointService::elastic_inference);
  EXPECT_EQ(name.region, "us-west-2");
  EXPECT_EQ(name.canonical, "");
}

TEST(ServiceNames, NamesThatArePlainlyMeantToBeIt) {
  for (const std::string_view name : {
           "com.amazonaws.us-west-2.elastic-inference",
           "com.amazonaws.us-west-2.elasticinference.runtime",
           "elastic-inference.us-west-2.runtime",
           "aws.us-west-2.elastic-inference.runtime",
           "com.amazonaws.us-west-2.elastic-inference.Runtime",
           "com.amazonaws.us-west-2.elastic-inferance.runtime",
           "com.amazonaws.us-west-2.elastic_inference.runtime",
           "com.amazonaws.us-west-2.elastic.inference.runtime",
           "com.amazon.us-west-2.elastic-inference.runtime",
           "com.amazonaws.elastic-inference.us-west-2.runtime",
           "com.amazonaws.us-west-2.elastic-inference-runtime",
           " com.amazonaws.us-west-2.elastic-inference.runtime",
       }) {
    const ServiceName read_name = read(name);
    EXPECT_EQ(read_name.kind, EndpointService::misspelled_elastic_inference) << name;
    EXPECT_EQ(read_name.canonical, "com.amazonaws.us-west-2.elastic-inference.runtime") << name;
  }
}

TEST(ServiceNames, ARegionThatIsMissingComesFromTheEndpoint) {
  EXPECT_EQ(read("elastic-inference.runtime", "eu-west-1").canonical,
            "com.amazonaws.eu-west-1.elastic-inference.runtime");
  EXPECT_EQ(read("com.amazonaws.elastic-inference.runtime").canonical,
            "com.amazonaws.<region>.elastic-inference.runtime");
  EXPECT_EQ(read("com.amazonaws.us-west.elastic-inference.runtime").kind,
            EndpointService::misspelled_elastic_inference);
}

TEST(ServiceNames, NoOtherServiceOfAwsIsTakenForIt) {
  EXPECT_EQ(read("com.amazonaws.us-west-2.sagemaker.runtime").kind, EndpointService::other);
  EXPECT_EQ(read("com.amazonaws.vpce.us-west-2.vpce-svc-0123456789abcdef0").kind, EndpointService::other);
  const std::string_view file = facts::file("service-endpoints").value_or("");
  ASSERT_FALSE(file.empty());
  // Every quoted text of the file.
  for (std::size_t at = file.find('"'); at != std::string_view::npos; at = file.find('"', at + 1)) {
    const std::size_t end = file.find('"', at + 1);
    const std::string_view name = file.substr(at + 1, end - at - 1);
    at = end;
    if (name == "elastic-inference.runtime" || name == "api.elastic-inference" || name == "elastic-inference") continue;
    EXPECT_EQ(read("com.amazonaws.us-west-2." + std::string(name)).kind, EndpointService::other) << name;
  }
}

TEST(ServiceNames, NamesOfWhichAPartIsNotKnown) {
  const auto c = Configuration::terraform(R"(
variable "region" { type = string }
variable "service" { type = string }
variable "prefix" { type = string }
resource "aws_vpc_endpoint" "region" { service_name = "com.amazonaws.${var.region}.elastic-inference.runtime" }
resource "aws_vpc_endpoint" "prefix" { service_name = "${var.prefix}.elastic-inference.runtime" }
resource "aws_vpc_endpoint" "typo" { service_name = "com.amazonaws.${var.region}.elasticinference.runtime" }
resource "aws_vpc_endpoint" "service" { service_name = "com.amazonaws.us-west-2.${var.service}" }
resource "aws_vpc_endpoint" "s3" { service_name = "com.amazonaws.${var.region}.s3" }
resource "aws_vpc_endpoint" "unknown" { service_name = var.service }
)");
  const auto kind = [&](std::string_view name) {
    const VpcEndpoint& endpoint = c.endpoint("aws_vpc_endpoint." + std::string(name));
    const ServiceName service = c.model().service(c.world(), endpoint);
    EXPECT_EQ(endpoint.may_be_elastic_inference, service.kind != EndpointService::other) << name;
    return service.kind;
  };
  EXPECT_EQ(kind("region"), EndpointService::elastic_inference);
  EXPECT_EQ(kind("prefix"), EndpointService::elastic_inference);
  EXPECT_EQ(kind("typo"), EndpointService::misspelled_elastic_inference);
  EXPECT_EQ(kind("service"), EndpointService::unknown);
  EXPECT_EQ(kind("s3"), EndpointService::other);
  EXPECT_EQ(kind("unknown"), EndpointService::unknown);
}

TEST(ServiceNames, ALookupOfTheServiceByItsShortName) {
  const auto c = Configuration::terraform(R"(
data "aws_vpc_endpoint_service" "ei" { service = "elastic-inference.runtime" }
data "aws_vpc_endpoint_service" "sm" { service = "sagemaker.runtime" }
resource "aws_vpc_endpoint" "ei" { service_name = data.aws_vpc_endpoint_service.ei.service_name }
resource "aws_vpc_endpoint" "sm" { service_name = data.aws_vpc_endpoint_service.sm.service_name }
)");
  EXPECT_EQ(c.model().service(c.world(), c.endpoint("aws_vpc_endpoint.ei")).kind, EndpointService::elastic_inference);
  EXPECT_EQ(c.model().service(c.world(), c.endpoint("aws_vpc_endpoint.sm")).kind, EndpointService::other);
}

TEST(ServiceNames, Regions) {
  EXPECT_TRUE(looks_like_region("us-west-2"));
  EXPECT_TRUE(looks_like_region("us-gov-east-1"));
  EXPECT_TRUE(looks_like_region("ap-southeast-10"));
  EXPECT_FALSE(looks_like_region("us-west"));
  EXPECT_FALSE(looks_like_region("us-2"));
  EXPECT_FALSE(looks_like_region("US-WEST-2"));
  EXPECT_FALSE(looks_like_region("elastic-inference"));
}

}  // namespace
}  // namespace tieline::aws
