locals {
  known = 1
}

data "aws_region" "current" {}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"

  tags = {
    local  = local.unknown                                    # expect: TL002
    data   = data.aws_region.currant.name                     # expect: TL002
    module = module.network.id                                # expect: TL002
    text   = "known: ${local.known}, unknown: ${var.unknown}" # expect: TL002
  }

  depends_on = [
    aws_internet_gateway.main, # expect: TL002
  ]
}
