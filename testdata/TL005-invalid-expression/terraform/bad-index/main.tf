variable "zones" {
  type    = list(string)
  default = ["us-west-2a", "us-west-2b"]
}

resource "aws_subnet" "c" {
  vpc_id            = "vpc-0a1b2c3d4e5f60718"
  cidr_block        = "10.0.3.0/24"
  availability_zone = var.zones[2] # expect: TL005(aws_subnet.c)
}
