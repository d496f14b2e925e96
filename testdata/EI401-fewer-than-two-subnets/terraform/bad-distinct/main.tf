resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

# Two names for one subnet.
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.0.0/24"
}

locals {
  subnets = { blue = aws_subnet.a, green = aws_subnet.a }
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [for name in ["blue", "green"] : local.subnets[name].id] # expect: EI401
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
