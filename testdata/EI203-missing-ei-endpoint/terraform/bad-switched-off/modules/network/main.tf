variable "with_endpoint" {
  type    = bool
  default = false
}

resource "aws_vpc" "this" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "this" {
  for_each = { a = 1, b = 2 }

  vpc_id     = aws_vpc.this.id
  cidr_block = "10.0.${each.value}.0/24"
}

resource "aws_vpc_endpoint" "ei" {
  count = var.with_endpoint ? 1 : 0

  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [for subnet in aws_subnet.this : subnet.id]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}

output "subnet_ids" {
  value = { for name, subnet in aws_subnet.this : name => subnet.id }
}
