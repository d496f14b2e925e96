# Without high availability one subnet is left.
variable "subnet_a" { type = string }
variable "high_availability" { type = bool }

resource "aws_subnet" "extra" {
  vpc_id     = "vpc-0a1b2c3d4e5f60718"
  cidr_block = "10.0.9.0/24"
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = var.high_availability ? [var.subnet_a, aws_subnet.extra.id] : [var.subnet_a] # expect: EI401
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
