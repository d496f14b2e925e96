resource "aws_vpc" "this" {
  cidr_block = trimspace(file("${path.module}/range.txt"))
}

output "vpc_id" {
  value = aws_vpc.this.id
}
