variable "vpc_id" { type = string }

variable "zones" {
  type    = number
  default = 1
}

resource "aws_subnet" "private" {
  count = var.zones

  vpc_id     = var.vpc_id
  cidr_block = cidrsubnet("10.0.0.0/16", 8, count.index)
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = var.vpc_id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = aws_subnet.private[*].id # expect: EI401
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
