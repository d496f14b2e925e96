# One root module for all environments; terraform.tfvars settles which. The endpoint is for production alone.
variable "environment" { type = string }

variable "settings" {
  type = map(object({
    region   = string
    endpoint = bool
    subnets  = number
  }))
}

locals {
  here = var.settings[var.environment]
}

provider "aws" {
  region = local.here.region
}

resource "aws_vpc" "this" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "this" {
  count = local.here.subnets

  vpc_id     = aws_vpc.this.id
  cidr_block = cidrsubnet(aws_vpc.this.cidr_block, 8, count.index)
}

resource "aws_security_group" "ei" {
  count = local.here.endpoint ? 1 : 0

  name   = "ei"
  vpc_id = aws_vpc.this.id
}

resource "aws_vpc_endpoint" "ei" {
  count = local.here.endpoint ? 1 : 0

  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.${local.here.region}.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = aws_subnet.this[*].id
  security_group_ids  = aws_security_group.ei[*].id
}

resource "aws_security_group" "notebook" {
  name   = "notebook"
  vpc_id = aws_vpc.this.id

  dynamic "egress" {
    for_each = aws_security_group.ei[*].id

    content {
      from_port       = 443
      to_port         = 443
      protocol        = "tcp"
      security_groups = [egress.value]
    }
  }
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI203 EI208 EI503
  name              = "${var.environment}-notebook"
  role_arn          = "arn:aws:iam::111122223333:role/notebook"
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia1.large"]
  subnet_id         = one(slice(aws_subnet.this, 0, 1)).id
  security_groups   = [aws_security_group.notebook.id]
}
