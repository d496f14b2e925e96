resource "aws_vpc" "main" { # expect: TL003
  cidr_block = "10.0.0.0/16"
  depends_on = [aws_subnet.a]
}

resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
