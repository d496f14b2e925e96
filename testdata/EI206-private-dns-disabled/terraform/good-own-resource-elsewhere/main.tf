# Private DNS of an endpoint that a variable names: perhaps of this one.
variable "endpoint_id" { type = string }

resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "private" {
  count = 2

  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = aws_subnet.private[*].id
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}

resource "aws_vpc_endpoint_private_dns" "some" {
  vpc_endpoint_id     = var.endpoint_id
  private_dns_enabled = true
}
