variable "vpc_id" { type = string }

resource "aws_subnet" "private" {
  vpc_id     = var.vpc_id
  cidr_block = "10.0.1.0/24"
}

locals {
  main_subnet = aws_subnet.private.id
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = var.vpc_id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids = [ # expect: EI401
    aws_subnet.private.id,
    local.main_subnet,
  ]
  security_group_ids = ["sg-0a1b2c3d4e5f60718"]
}
