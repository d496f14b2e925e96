variable "name" {
  default = "a"
}

variable "name" { # expect: TL004
  default = "b"
}

locals {
  range = "10.0.0.0/16"
}

locals {
  zone  = "a"
  range = "10.1.0.0/16" # expect: TL004
}

data "aws_region" "here" {}

data "aws_region" "here" {} # expect: TL004

output "range" {
  value = local.range
}

output "range" { # expect: TL004
  value = var.name
}
