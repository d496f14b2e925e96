resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "private" {
  count = 2

  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
}

# One endpoint in each subnet, each with the same host name.

resource "aws_vpc_endpoint" "ei" { # expect: EI210(aws_vpc_endpoint.ei["1"])
  for_each = { for index, subnet in aws_subnet.private : index => subnet.id }

  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [each.value] # expect: EI401
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
