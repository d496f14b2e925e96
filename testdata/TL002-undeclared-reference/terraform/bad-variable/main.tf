variable "vpc_cidr" { type = string }

resource "aws_vpc" "main" {
  cidr_block = var.vpc_cird # expect: TL002(aws_vpc.main)
}
