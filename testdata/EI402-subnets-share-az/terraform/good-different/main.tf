resource "aws_subnet" "private" {
  for_each = {
    us-west-2a = "10.0.1.0/24"
    us-west-2b = "10.0.2.0/24"
  }

  vpc_id            = "vpc-0a1b2c3d4e5f60718"
  cidr_block        = each.value
  availability_zone = each.key
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = values(aws_subnet.private)[*].id
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
