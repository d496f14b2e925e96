variable "zones" { type = list(string) }
variable "text" { type = string }

locals {
  third   = var.zones[2]
  number  = tonumber(var.text)
  decoded = jsondecode(var.text).key[0].id
  range   = cidrsubnet(var.text, 8, 1)
  one     = one(var.zones)
}

data "aws_vpc" "main" {}

resource "aws_vpc" "next" {
  cidr_block = element(data.aws_vpc.main.cidr_block_associations, 1).cidr_block
}
