# A name must be declared even where its worth is never asked for.
resource "aws_vpc" "none" {
  count = 0

  cidr_block = var.nowhere # expect: TL002
}

locals {
  tried  = try(local.nowhere, "default")  # expect: TL002
  branch = true ? "yes" : var.nowhere_too # expect: TL002
}
