# Only one instance of three asks for what is not there.
locals {
  ranges = ["10.0.0.0/24", "10.0.1.0/24"]
}

resource "aws_subnet" "private" {
  count = 3

  vpc_id     = "vpc-0a1b2c3d4e5f60718"
  cidr_block = local.ranges[count.index] # expect: TL005(aws_subnet.private[2])
}
