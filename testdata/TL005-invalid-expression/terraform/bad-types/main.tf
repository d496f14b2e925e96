variable "zones" {
  type    = number
  default = "many" # expect: TL005
}

resource "aws_vpc" "a" {
  count = "several" # expect: TL005(aws_vpc.a)

  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "b" {
  for_each = ["a", "b"] # expect: TL005(aws_vpc.b)

  cidr_block = "10.0.0.0/16"
}
