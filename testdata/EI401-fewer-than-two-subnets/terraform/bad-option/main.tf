# options: --var zones=1
variable "zones" { type = number }

resource "aws_subnet" "private" {
  count = var.zones

  vpc_id     = "vpc-0a1b2c3d4e5f60718"
  cidr_block = "10.0.${count.index}.0/24"
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = toset(aws_subnet.private.*.id) # expect: EI401
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
