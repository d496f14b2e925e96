variable "cidr" { type = string }

resource "aws_vpc" "this" {
  cidr_block           = var.cidr
  enable_dns_hostnames = local.dns # expect: TL002(module.network.aws_vpc.this)
}
