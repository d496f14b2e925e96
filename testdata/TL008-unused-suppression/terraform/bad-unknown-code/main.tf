# tieline: ignore EI999 -- no such rule # expect: TL008
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
