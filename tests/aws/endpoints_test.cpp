#include <gtest/gtest.h>

#include "tests/aws/configuration.h"

namespace tieline::aws {
namespace {

TEST(Endpoints, SubnetsAndGroupsFromAllSources) {
  const auto c = Configuration::terraform(R"(
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "a" { vpc_id = aws_vpc.main.id }
resource "aws_subnet" "b" { vpc_id = aws_vpc.main.id }
resource "aws_subnet" "c" { vpc_id = aws_vpc.main.id }
resource "aws_security_group" "e" { vpc_id = aws_vpc.main.id }
resource "aws_security_group" "f" { vpc_id = aws_vpc.main.id }
resource "aws_vpc_endpoint" "ei" {
  vpc_id             = aws_vpc.main.id
  service_name       = "com.amazonaws.us-west-2.elastic-inference.runtime"
  subnet_ids         = [aws_subnet.a.id, aws_subnet.a.id]
  security_group_ids = [aws_security_group.e.id]
  subnet_configuration {
    subnet_id = aws_subnet.b.id
    ipv4      = "10.0.0.4"
  }
}
resource "aws_vpc_endpoint_subnet_association" "c" {
  vpc_endpoint_id = aws_vpc_endpoint.ei.id
  subnet_id       = aws_subnet.c.id
}
resource "aws_vpc_endpoint_security_group_association" "f" {
  vpc_endpoint_id   = aws_vpc_endpoint.ei.id
  security_group_id = aws_security_group.f.id
}
)");
  const VpcEndpoint& endpoint = c.endpoint("aws_vpc_endpoint.ei");
  const auto subnets = c.model().subnets(c.world(), endpoint);
  EXPECT_EQ(show(subnets), "aws_subnet.a, aws_subnet.b, aws_subnet.c");
  EXPECT_EQ(subnets.max_distinct(), 3U);
  EXPECT_EQ(subnets.min_distinct(), 3U);
  EXPECT_TRUE(subnets.settled());
  EXPECT_EQ(show(c.model().groups(c.world(), endpoint)), "aws_security_group.e, aws_security_group.f");
  EXPECT_EQ(show(c.model().vpc(c.world(), endpoint)), "aws_vpc.main");
}

TEST(Endpoints, ListsOfWhichAPartIsNotKnown) {
  const auto c = Configuration::terraform(R"(
variable "subnet" { type = string }
variable "subnets" { type = list(string) }
resource "aws_subnet" "a" {}
resource "aws_vpc_endpoint" "two" { subnet_ids = [aws_subnet.a.id, var.subnet] }
resource "aws_vpc_endpoint" "same" { subnet_ids = [var.subnet, var.subnet] }
resource "aws_vpc_endpoint" "more" { subnet_ids = concat([aws_subnet.a.id], var.subnets) }
resource "aws_vpc_endpoint" "elements" { subnet_ids = [var.subnets[0], var.subnets[1]] }
resource "aws_vpc_endpoint" "unknown" { subnet_ids = var.subnets }
resource "aws_vpc_endpoint" "none" {}
resource "aws_vpc_endpoint" "empty" { subnet_ids = [] }
)");
  const auto subnets = [&](std::string_view name) {
    return c.model().subnets(c.world(), c.endpoint("aws_vpc_endpoint." + std::string(name)));
  };
  EXPECT_EQ(subnets("two").max_distinct(), 2U);
  EXPECT_EQ(subnets("two").min_distinct(), 1U);
  EXPECT_EQ(subnets("same").max_distinct(), 1U);
  EXPECT_EQ(subnets("more").max_distinct(), std::nullopt);
  EXPECT_EQ(subnets("more").min_distinct(), 1U);
  EXPECT_EQ(subnets("elements").max_distinct(), 2U);
  EXPECT_EQ(subnets("unknown").max_distinct(), std::nullopt);
  EXPECT_EQ(subnets("unknown").min_distinct(), 0U);
  EXPECT_FALSE(subnets("none").given);
  EXPECT_TRUE(subnets("none").empty());
  EXPECT_TRUE(subnets("empty").given);
  EXPECT_EQ(subnets("empty").max_distinct(), 0U);
}

TEST(Endpoints, CountsAndLoopsAreInstances) {
  const auto c = Configuration::terraform(R"(
locals { zones = { a = "us-west-2a", b = "us-west-2b" } }
resource "aws_subnet" "each" {
  for_each          = local.zones
  availability_zone = each.value
}
resource "aws_subnet" "n" { count = 2 }
resource "aws_vpc_endpoint" "each" { subnet_ids = [for s in aws_subnet.each : s.id] }
resource "aws_vpc_endpoint" "splat" { subnet_ids = aws_subnet.n[*].id }
)");
  EXPECT_EQ(show(c.model().subnets(c.world(), c.endpoint("aws_vpc_endpoint.each"))),
            "aws_subnet.each[\"a\"], aws_subnet.each[\"b\"]");
  EXPECT_EQ(show(c.model().subnets(c.world(), c.endpoint("aws_vpc_endpoint.splat"))),
            "aws_subnet.n[0], aws_subnet.n[1]");
}

TEST(Endpoints, InstancesOfAnUnknownCountAreNotOneAndTheSame) {
  const auto c = Configuration::terraform(R"(
variable "zones" { type = map(string) }
resource "aws_subnet" "each" {
  for_each          = var.zones
  availability_zone = each.value
}
resource "aws_vpc_endpoint" "two" { subnet_ids = [aws_subnet.each["a"].id, aws_subnet.each["b"].id] }
resource "aws_vpc_endpoint" "all" { subnet_ids = values(aws_subnet.each)[*].id }
)");
  const auto two = c.model().subnets(c.world(), c.endpoint("aws_vpc_endpoint.two"));
  EXPECT_EQ(two.max_distinct(), 2U);
  ASSERT_EQ(two.items.size(), 2U);
  EXPECT_EQ(c.model().same_zone(c.world(), two.items[0], two.items[1]), Answer::unknown);
  EXPECT_EQ(c.model().subnets(c.world(), c.endpoint("aws_vpc_endpoint.all")).max_distinct(), std::nullopt);
}

TEST(Endpoints, InAModuleOfAnUnknownCountThereIsOneOfEach) {
  const auto c = Configuration::terraform(R"(
variable "names" { type = set(string) }
module "net" {
  source   = "./net"
  for_each = var.names
}
resource "aws_vpc_endpoint" "across" {
  subnet_ids = [module.net["a"].subnet, module.net["b"].subnet]
}
)",
                                          {{"net", R"(
resource "aws_subnet" "a" {}
resource "aws_subnet" "b" {}
module "groups" { source = "../groups" }
resource "aws_vpc_endpoint" "ei" {
  subnet_ids         = [aws_subnet.a.id, aws_subnet.b.id, aws_subnet.a.id]
  security_group_ids = [module.groups.id]
}
resource "aws_vpc_endpoint_subnet_association" "b" {
  vpc_endpoint_id = aws_vpc_endpoint.ei.id
  subnet_id       = aws_subnet.b.id
}
output "subnet" { value = aws_subnet.a.id }
)"},
                                           {"groups", R"(
resource "aws_security_group" "e" {}
output "id" { value = aws_security_group.e.id }
)"}});
  const VpcEndpoint& inside = c.endpoint("module.net.aws_vpc_endpoint.ei");
  EXPECT_EQ(show(c.model().subnets(c.world(), inside)), "module.net.aws_subnet.a, module.net.aws_subnet.b");
  EXPECT_EQ(show(c.model().groups(c.world(), inside)), "module.net.module.groups.aws_security_group.e");
  const auto across = c.model().subnets(c.world(), c.endpoint("aws_vpc_endpoint.across"));
  EXPECT_EQ(show(across), "module.net.aws_subnet.a[some], module.net.aws_subnet.a[some]");
  EXPECT_EQ(across.max_distinct(), 2U);
}

TEST(Endpoints, AModuleThatIsNotOnDiskMayAddToWhatItIsGiven) {
  const auto c = Configuration::terraform_with_faults(R"(
module "rules" {
  source = "example.com/rules/aws"
  group  = aws_security_group.given.id
}
resource "aws_security_group" "given" {}
resource "aws_security_group" "kept" {}
)");
  EXPECT_TRUE(c.model().handed_out(c.group("aws_security_group.given")));
  EXPECT_FALSE(c.model().handed_out(c.group("aws_security_group.kept")));
  EXPECT_FALSE(c.model().rules(c.world(), c.group("aws_security_group.given"), Direction::inbound).complete);
  EXPECT_TRUE(c.model().rules(c.world(), c.group("aws_security_group.kept"), Direction::inbound).complete);
}

TEST(Endpoints, AnAssociationWithAnEndpointNobodyKnows) {
  const auto c = Configuration::terraform(R"(
variable "endpoint" { type = string }
resource "aws_subnet" "a" {}
resource "aws_vpc_endpoint" "ei" { subnet_ids = [aws_subnet.a.id] }
resource "aws_vpc_endpoint_subnet_association" "other" {
  vpc_endpoint_id = var.endpoint
  subnet_id       = "subnet-1"
}
)");
  EXPECT_EQ(show(c.model().subnets(c.world(), c.endpoint("aws_vpc_endpoint.ei"))), "aws_subnet.a, ...");
}

TEST(Endpoints, OneVariableThroughSeveralModulesIsOne) {
  const auto c = Configuration::terraform(R"(
variable "subnet" { type = any }
module "a" {
  source = "./pass"
  id     = var.subnet
}
module "b" {
  source = "./pass"
  id     = var.subnet
}
resource "aws_vpc_endpoint" "ei" { subnet_ids = [module.a.id, module.b.id, var.subnet] }
)",
                                          {{"pass", R"(
variable "id" { type = string }
output "id" { value = var.id }
)"}});
  EXPECT_EQ(c.model().subnets(c.world(), c.endpoint("aws_vpc_endpoint.ei")).max_distinct(), 1U);
}

TEST(Endpoints, CloudFormation) {
  const auto c = Configuration::cloudformation(R"(
Parameters:
  More: {Type: List<AWS::EC2::Subnet::Id>}
  Name: {Type: String, AllowedValues: [a, b]}
Conditions:
  IsA: !Equals [!Ref Name, a]
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc}}
  B: {Type: AWS::EC2::Subnet, Properties: {VpcId: !GetAtt Vpc.VpcId}}
  E: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: e, VpcId: !Ref Vpc}}
  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      VpcEndpointType: Interface
      PrivateDnsEnabled: "true"
      ServiceName: !Sub com.amazonaws.${AWS::Region}.elastic-inference.runtime
      SubnetIds: [!Ref A, !If [IsA, !Ref B, !Ref "AWS::NoValue"]]
      SecurityGroupIds: [!GetAtt E.GroupId]
  Other:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: com.amazonaws.us-west-2.s3
      SubnetIds: !Ref More
)");
  const VpcEndpoint& endpoint = c.endpoint("Endpoint");
  EXPECT_EQ(c.in_every_world([&] { return show(c.model().subnets(c.world(), endpoint)); }),
            (std::set<std::string>{"A", "A, B"}));
  EXPECT_EQ(show(c.model().groups(c.world(), endpoint)), "E");
  EXPECT_EQ(show(c.model().vpc(c.world(), endpoint)), "Vpc");
  EXPECT_EQ(show(c.model().vpc(c.world(), c.subnet("B"))), "Vpc");
  EXPECT_EQ(c.model().service(c.world(), endpoint).kind, EndpointService::elastic_inference);
  EXPECT_EQ(c.model().endpoint_type(c.world(), endpoint).text(), "Interface");
  EXPECT_EQ(c.model().private_dns(c.world(), endpoint).truth(false), Answer::yes);
  EXPECT_FALSE(c.endpoint("Other").may_be_elastic_inference);
  EXPECT_FALSE(c.model().endpoint_type(c.world(), c.endpoint("Other")).given);
  EXPECT_EQ(c.model().subnets(c.world(), c.endpoint("Other")).max_distinct(), std::nullopt);
}

TEST(Endpoints, Policies) {
  const auto c = Configuration::terraform(R"(
resource "aws_vpc_endpoint" "inline" { policy = jsonencode({ Statement = [] }) }
resource "aws_vpc_endpoint" "apart" {}
resource "aws_vpc_endpoint" "none" {}
resource "aws_vpc_endpoint_policy" "apart" {
  vpc_endpoint_id = aws_vpc_endpoint.apart.id
  policy          = jsonencode({ Statement = [] })
}
)");
  const auto carriers = [&](std::string_view name) {
    std::string text;
    for (const PolicySource& policy :
         c.model().endpoint_policies(c.world(), c.endpoint("aws_vpc_endpoint." + std::string(name))).items) {
      text += policy.carrier->address;
    }
    return text;
  };
  EXPECT_EQ(carriers("inline"), "aws_vpc_endpoint.inline");
  EXPECT_EQ(carriers("apart"), "aws_vpc_endpoint_policy.apart");
  EXPECT_EQ(carriers("none"), "");
}

TEST(Zones, NamesAndElementsOfOneList) {
  const auto c = Configuration::terraform(R"(
variable "region" { type = string }
variable "zone" { type = string }
data "aws_availability_zones" "all" {}
resource "aws_subnet" "lit_a" { availability_zone = "us-west-2a" }
resource "aws_subnet" "lit_a2" { availability_zone = "us-west-2a" }
resource "aws_subnet" "lit_b" { availability_zone = "us-west-2b" }
resource "aws_subnet" "id_1" { availability_zone_id = "usw2-az1" }
resource "aws_subnet" "id_2" { availability_zone_id = "usw2-az2" }
resource "aws_subnet" "name_0" { availability_zone = data.aws_availability_zones.all.names[0] }
resource "aws_subnet" "name_0b" { availability_zone = element(data.aws_availability_zones.all.names, 0) }
resource "aws_subnet" "name_1" { availability_zone = data.aws_availability_zones.all.names[1] }
resource "aws_subnet" "region_a" { availability_zone = "${var.region}a" }
resource "aws_subnet" "region_a2" { availability_zone = "${var.region}a" }
resource "aws_subnet" "region_b" { availability_zone = "${var.region}b" }
resource "aws_subnet" "var" { availability_zone = var.zone }
resource "aws_subnet" "var2" { availability_zone = var.zone }
resource "aws_subnet" "none" {}
)");
  const auto same = [&](std::string_view a, std::string_view b) {
    const auto ref = [&](std::string_view name) {
      return Ref<Subnet>{.entity = &c.subnet("aws_subnet." + std::string(name)), .given = true};
    };
    return show(c.model().same_zone(c.world(), ref(a), ref(b)));
  };
  EXPECT_EQ(same("lit_a", "lit_a2"), "yes");
  EXPECT_EQ(same("lit_a", "lit_b"), "no");
  EXPECT_EQ(same("id_1", "id_2"), "no");
  EXPECT_EQ(same("lit_a", "id_1"), "unknown");
  EXPECT_EQ(same("name_0", "name_0b"), "yes");
  EXPECT_EQ(same("name_0", "name_1"), "no");
  EXPECT_EQ(same("region_a", "region_a2"), "yes");
  EXPECT_EQ(same("region_a", "region_b"), "no");
  EXPECT_EQ(same("var", "var2"), "yes");
  EXPECT_EQ(same("var", "lit_a"), "unknown");
  EXPECT_EQ(same("none", "none"), "yes");
  EXPECT_EQ(same("none", "lit_a"), "unknown");
}

TEST(Zones, ElementsOfGetAZs) {
  const auto c = Configuration::cloudformation(R"(
Resources:
  A: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: !Select [0, !GetAZs ""]}}
  A2: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: !Select ["0", !GetAZs ""]}}
  B: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: !Select [1, !GetAZs ""]}}
  Sub: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: !Sub "${AWS::Region}a"}}
  Sub2: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: !Join ["", [!Ref AWS::Region, b]]}}
)");
  const auto same = [&](std::string_view a, std::string_view b) {
    return show(c.model().same_zone(c.world(), {.entity = &c.subnet(a)}, {.entity = &c.subnet(b)}));
  };
  EXPECT_EQ(same("A", "A2"), "yes");
  EXPECT_EQ(same("A", "B"), "no");
  EXPECT_EQ(same("Sub", "Sub2"), "no");
  EXPECT_EQ(same("A", "Sub"), "unknown");
}

TEST(Vpcs, DnsSettings) {
  const auto c = Configuration::terraform(R"(
variable "names" { type = bool }
variable "environment" { type = string }
resource "aws_vpc" "default_settings" {}
resource "aws_vpc" "on" { enable_dns_hostnames = true }
resource "aws_vpc" "off" { enable_dns_support = "false" }
resource "aws_vpc" "variable" { enable_dns_hostnames = var.names }
resource "aws_vpc" "test" { enable_dns_hostnames = var.environment == "prod" }
resource "aws_default_vpc" "d" {}
)");
  const auto support = [&](std::string_view name) { return show(c.model().dns_support(c.world(), c.vpc(name))); };
  const auto hostnames = [&](std::string_view name) { return show(c.model().dns_hostnames(c.world(), c.vpc(name))); };
  EXPECT_EQ(support("aws_vpc.default_settings"), "yes");
  EXPECT_EQ(hostnames("aws_vpc.default_settings"), "no");
  EXPECT_EQ(hostnames("aws_vpc.on"), "yes");
  EXPECT_EQ(support("aws_vpc.off"), "no");
  EXPECT_EQ(hostnames("aws_vpc.variable"), "unknown") << "a caller settles it";
  EXPECT_EQ(hostnames("aws_vpc.test"), "unknown") << "a test is no conditional: nothing says which it is";
  EXPECT_EQ(hostnames("aws_default_vpc.d"), "unknown");
}

TEST(Entities, WhoIsWho) {
  const auto c = Configuration::terraform(R"(
variable "vpc" { type = string }
variable "tag" { type = string }
data "aws_vpc" "found" { tags = { Name = var.tag } }
data "aws_vpc" "named" {
  filter {
    name   = "tag:Name"
    values = ["shared"]
  }
}
data "aws_vpc" "default" { default = true }
data "aws_vpc" "by_id" { id = aws_vpc.a.id }
resource "aws_vpc" "a" {}
resource "aws_vpc" "b" {}
resource "aws_subnet" "a" { vpc_id = aws_vpc.a.id }
resource "aws_subnet" "a_again" { vpc_id = data.aws_vpc.by_id.id }
resource "aws_subnet" "a_arn" { vpc_id = aws_vpc.a.arn }
resource "aws_subnet" "b" { vpc_id = aws_vpc.b.id }
resource "aws_subnet" "found" { vpc_id = data.aws_vpc.found.id }
resource "aws_subnet" "named" { vpc_id = data.aws_vpc.named.id }
resource "aws_subnet" "default" { vpc_id = data.aws_vpc.default.id }
resource "aws_subnet" "literal" { vpc_id = "vpc-1" }
resource "aws_subnet" "literal2" { vpc_id = "vpc-2" }
resource "aws_subnet" "variable" { vpc_id = var.vpc }
resource "aws_subnet" "route_table" { vpc_id = aws_vpc.a.main_route_table_id }
)");
  const auto vpc = [&](std::string_view name) {
    return c.model().vpc(c.world(), c.subnet("aws_subnet." + std::string(name)));
  };
  EXPECT_EQ(show(same(vpc("a"), vpc("a_again"))), "yes");
  EXPECT_EQ(show(same(vpc("a"), vpc("b"))), "no");
  EXPECT_EQ(show(same(vpc("a"), vpc("found"))), "unknown");
  EXPECT_EQ(show(same(vpc("found"), vpc("found"))), "yes");
  EXPECT_EQ(show(same(vpc("a"), vpc("named"))), "no") << "it has no such tag";
  EXPECT_EQ(show(same(vpc("a"), vpc("default"))), "no") << "AWS makes that one";
  EXPECT_EQ(show(same(vpc("named"), vpc("literal"))), "unknown");
  EXPECT_EQ(show(same(vpc("literal"), vpc("literal2"))), "no");
  EXPECT_EQ(show(same(vpc("literal"), vpc("a"))), "no");
  EXPECT_EQ(show(same(vpc("variable"), vpc("variable"))), "yes");
  EXPECT_EQ(show(same(vpc("variable"), vpc("a"))), "unknown");
  EXPECT_FALSE(vpc("route_table").declared()) << "another attribute of a VPC is not the VPC";
}

}  // namespace
}  // namespace tieline::aws
