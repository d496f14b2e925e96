resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "private" {
  for_each = { a = "10.0.0.0/24", b = "10.0.1.0/24" }

  vpc_id     = aws_vpc.this.id
  cidr_block = each.value
}

output "vpc_id" {
  value = aws_vpc.this.id
}

output "subnet_ids" {
  value = { for zone, subnet in aws_subnet.private : zone => subnet.id }
}
