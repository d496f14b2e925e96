locals {
  subnets = {
    app  = { zone = "a", cidr = "10.0.1.0/24" }
    data = { zone = "b", cidr = "10.0.2.0/24" }
    jobs = { zone = "b", cidr = "10.0.3.0/24" }
  }
}

resource "aws_subnet" "this" {
  for_each = local.subnets

  vpc_id            = "vpc-0a1b2c3d4e5f60718"
  cidr_block        = each.value.cidr
  availability_zone = "us-west-2${each.value.zone}"
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [for subnet in aws_subnet.this : subnet.id] # expect: EI402
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
