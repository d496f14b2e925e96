resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.mian.id # expect: TL002(aws_subnet.a)
  cidr_block = "10.0.1.0/24"
}

output "vpc_id" {
  value = aws_vcp.main.id # expect: TL002
}
