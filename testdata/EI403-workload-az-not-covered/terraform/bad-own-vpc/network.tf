locals {
  vpcs = {
    one = { endpoint_zones = ["a", "b"] }
    two = { endpoint_zones = ["b", "c"] }
  }
  pairs = setproduct(keys(local.vpcs), ["a", "b", "c"])
}

resource "aws_vpc" "this" {
  for_each = local.vpcs

  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "this" {
  for_each = { for index, pair in local.pairs : join("-", pair) => { vpc = pair[0], zone = pair[1], number = index } }

  vpc_id            = aws_vpc.this[each.value.vpc].id
  cidr_block        = cidrsubnet("10.0.0.0/16", 8, each.value.number)
  availability_zone = "us-west-2${each.value.zone}"
}
