variable "name" {
  type = string
}

variable "cidr_block" {
  type = string
}

variable "subnets" {
  description = "Address ranges by Availability Zone."
  type        = map(string)
}

resource "aws_vpc" "this" {
  cidr_block           = var.cidr_block
  enable_dns_hostnames = true

  tags = {
    Name = var.name
  }
}

resource "aws_subnet" "this" {
  for_each = var.subnets

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value
}

output "vpc_id" {
  value = aws_vpc.this.id
}

output "subnet_ids" {
  description = "Subnets by Availability Zone."
  value       = { for zone, subnet in aws_subnet.this : zone => subnet.id }
}
