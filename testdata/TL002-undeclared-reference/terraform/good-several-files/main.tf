resource "aws_vpc" "main" {
  cidr_block = local.ranges[var.stage]
}

output "vpc_id" {
  value = aws_vpc.main.id
}
