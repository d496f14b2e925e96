# element() starts again at the first zone.
variable "zones" {
  type    = list(string)
  default = ["us-west-2a", "us-west-2b"]
}

resource "aws_subnet" "private" {
  count = 3

  vpc_id            = "vpc-0a1b2c3d4e5f60718"
  cidr_block        = cidrsubnet("10.0.0.0/16", 8, count.index)
  availability_zone = element(var.zones, count.index)
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = aws_subnet.private[*].id # expect: EI402
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
