locals {
  a_name = aws_vpc.b.id
  names  = { a = local.a_name }
}

resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = local.names["a"] }
}

resource "aws_vpc" "b" { # expect: TL003(aws_vpc.b)
  cidr_block = "10.1.0.0/16"
  tags       = { Name = aws_vpc.c.id }
}

resource "aws_vpc" "c" {
  cidr_block = "10.2.0.0/16"
  tags       = { Name = local.names["a"] }
}
