# A platform team's network: all interface endpoints from one map, and the groups from another.
terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.0" }
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = { team = "ml-platform" }
  }
}

variable "region" {
  description = "Where everything is made."
  type        = string
  default     = "us-west-2"
}

variable "azs" {
  type    = list(string)
  default = ["a", "b", "c"]
}

locals {
  name = "ml-${terraform.workspace}"
  cidr = "10.40.0.0/16"

  private_subnets = { for i, az in var.azs : "${var.region}${az}" => cidrsubnet(local.cidr, 4, i) }

  # Most services need nothing special; the others say what is different.
  interface_endpoints = {
    sagemaker_api     = { service = "sagemaker.api" }
    sagemaker_runtime = { service = "sagemaker.runtime" }
    logs              = { service = "logs" }
    ei                = { service = "elastic-inference", subnets = ["${var.region}a"], dns = false }
  }
}

resource "aws_vpc" "this" {
  cidr_block           = local.cidr
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "aws_subnet" "private" {
  for_each = local.private_subnets

  vpc_id            = aws_vpc.this.id
  cidr_block        = each.value
  availability_zone = each.key
}

resource "aws_security_group" "endpoints" { # expect: EI302(aws_security_group.endpoints)
  name_prefix = "${local.name}-endpoints-"
  vpc_id      = aws_vpc.this.id

  ingress { # expect: EI301(aws_security_group.endpoints)
    description = "HTTPS from the VPC"
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = [aws_vpc.this.cidr_block]
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_endpoint" "interface" {
  for_each = local.interface_endpoints

  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.${var.region}.${each.value.service}" # expect: EI201(aws_vpc_endpoint.interface["ei"])
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = lookup(each.value, "dns", true) # expect: EI206(aws_vpc_endpoint.interface["ei"])
  subnet_ids = [ # expect: EI401(aws_vpc_endpoint.interface["ei"])
    for zone in lookup(each.value, "subnets", keys(local.private_subnets)) : aws_subnet.private[zone].id
  ]
  security_group_ids = [aws_security_group.endpoints.id]
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.this.id
  service_name = "com.amazonaws.${var.region}.s3"
}
