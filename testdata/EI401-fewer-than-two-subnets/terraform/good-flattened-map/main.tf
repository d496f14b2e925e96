locals {
  networks = {
    blue  = ["10.0.1.0/24"]
    green = ["10.0.2.0/24"]
  }
  ranges = flatten([for color, ranges in local.networks : [for range in ranges : { key = "${color}-${range}", range = range }]])
}

resource "aws_subnet" "this" {
  for_each = { for item in local.ranges : item.key => item.range }

  vpc_id     = "vpc-0a1b2c3d4e5f60718"
  cidr_block = each.value
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = values(aws_subnet.this)[*].id
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
