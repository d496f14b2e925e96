# The same name for things of different kinds.
variable "main" { default = "10.0.0.0/16" }

locals {
  main = var.main
}

resource "aws_vpc" "main" {
  cidr_block = local.main
}

resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

data "aws_vpc" "main" {
  id = aws_vpc.main.id
}

output "main" {
  value = data.aws_vpc.main.id
}

provider "aws" {
  region = "us-west-2"
}

provider "aws" {
  alias  = "main"
  region = "us-east-1"
}
