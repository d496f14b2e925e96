terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

variable "names" {
  type    = set(string)
  default = ["a"]
}

resource "aws_vpc" "main" {
  for_each = var.names
  provider = aws.west

  cidr_block = { for name, index in { a = 0 } : name => "10.${index}.0.0/16" }[each.key]

  tags = {
    Key       = each.value
    Workspace = terraform.workspace
    Path      = "${path.module}/${path.root}/${path.cwd}"
    Region    = data.aws_region.current.name
  }

  lifecycle {
    ignore_changes       = [tags, cidr_block]
    replace_triggered_by = [aws_vpc.other[0].id]

    postcondition {
      condition     = self.cidr_block != ""
      error_message = "No range."
    }
  }
}

resource "aws_vpc" "other" {
  count = 1

  cidr_block = "10.9.${count.index}.0/24"
}

resource "aws_security_group" "ports" {
  name = "ports"

  dynamic "ingress" {
    for_each = [443, 80]
    iterator = port

    content {
      from_port   = port.value
      to_port     = port.value
      protocol    = "tcp"
      cidr_blocks = [aws_vpc.other[0].cidr_block]
    }
  }
}

data "aws_region" "current" {}

moved {
  from = aws_vpc.once
  to   = aws_vpc.other
}

removed {
  from = aws_vpc.gone

  lifecycle {
    destroy = false
  }
}

check "range" {
  data "aws_vpc" "found" {
    id = aws_vpc.other[0].id
  }

  assert {
    condition     = data.aws_vpc.found.cidr_block != ""
    error_message = "No range."
  }
}
