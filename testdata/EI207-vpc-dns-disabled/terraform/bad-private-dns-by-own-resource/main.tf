# Private DNS is on by a resource of its own, and the VPC has no host names.

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "private" {
  count = 2

  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
}

resource "aws_vpc_endpoint" "ei" { # expect: EI207(aws_vpc_endpoint.ei)
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = aws_subnet.private[*].id
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}

resource "aws_vpc_endpoint_private_dns" "ei" {
  vpc_endpoint_id     = aws_vpc_endpoint.ei.id
  private_dns_enabled = true
}
