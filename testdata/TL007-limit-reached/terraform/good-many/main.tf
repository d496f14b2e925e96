resource "aws_subnet" "many" {
  count = 500

  vpc_id     = "vpc-0a1b2c3d4e5f60718"
  cidr_block = cidrsubnet("10.0.0.0/8", 16, count.index)
}

locals {
  pairs = setproduct(range(100), range(100))
}
