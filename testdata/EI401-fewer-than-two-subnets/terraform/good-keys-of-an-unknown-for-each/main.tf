# Whatever the zones are, instances of different keys are different subnets.
variable "zones" { type = set(string) }
variable "subnet_count" { type = number }

module "net" {
  source   = "./modules/net"
  for_each = var.zones
}

resource "aws_subnet" "keyed" {
  for_each   = var.zones
  vpc_id     = "vpc-0a1b2c3d4e5f60718"
  cidr_block = "10.0.1.0/24"
}

resource "aws_subnet" "counted" {
  count      = var.subnet_count
  vpc_id     = "vpc-0a1b2c3d4e5f60718"
  cidr_block = "10.0.1.0/24"
}

locals {
  zones   = ["a", "b"]
  counted = aws_subnet.counted[*].id
}

resource "aws_vpc_endpoint" "of_module" {
  vpc_id              = "vpc-0a1b2c3d4e5f60711"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
  subnet_ids          = [module.net["a"].subnet_id, module.net["b"].subnet_id]
}

resource "aws_vpc_endpoint" "of_loop" {
  vpc_id              = "vpc-0a1b2c3d4e5f60712"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
  subnet_ids          = [for zone in local.zones : module.net[zone].subnet_id]
}

resource "aws_vpc_endpoint" "of_keys" {
  vpc_id              = "vpc-0a1b2c3d4e5f60713"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
  subnet_ids          = toset([aws_subnet.keyed["a"].id, aws_subnet.keyed["b"].id])
}

resource "aws_vpc_endpoint" "of_indexes" {
  vpc_id              = "vpc-0a1b2c3d4e5f60714"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
  subnet_ids          = [local.counted[0], local.counted[1]]
}

resource "aws_vpc_endpoint" "of_functions" {
  vpc_id              = "vpc-0a1b2c3d4e5f60715"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
  subnet_ids          = distinct([element(local.counted, 0), element(local.counted, 1)])
}

resource "aws_vpc_endpoint" "of_nested" {
  vpc_id              = "vpc-0a1b2c3d4e5f60716"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
  subnet_ids          = [module.net["a"].by_zone["x"].id, module.net["a"].by_zone["y"].id]
}

resource "aws_vpc_endpoint" "of_lookup" {
  vpc_id              = "vpc-0a1b2c3d4e5f60717"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
  subnet_ids = [
    lookup({ for key, subnet in aws_subnet.keyed : key => subnet.id }, "a", null),
    lookup({ for key, subnet in aws_subnet.keyed : key => subnet.id }, "b", null),
  ]
}

resource "aws_vpc_endpoint" "of_values" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
  subnet_ids          = slice(values(aws_subnet.keyed)[*].id, 0, 2)
}
