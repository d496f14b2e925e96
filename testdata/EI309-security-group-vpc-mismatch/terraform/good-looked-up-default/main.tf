# The default VPC may well be found by its name, and an id that is written out may be its id.
variable "client_group_id" { type = string }

data "aws_vpc" "default" {
  default = true
}

data "aws_vpc" "named" {
  tags = { Name = "default" }
}

locals {
  vpc_ids = {
    looked_up = data.aws_vpc.default.id
    named     = data.aws_vpc.named.id
    written   = "vpc-0a1b2c3d4e5f60718"
  }
}

resource "aws_security_group" "endpoint" {
  name = "endpoint"

  ingress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    security_groups = [var.client_group_id]
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "second" {
  name   = "second"
  vpc_id = data.aws_vpc.default.id

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_vpc_endpoint" "ei" {
  for_each = local.vpc_ids

  vpc_id              = each.value
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
  security_group_ids  = [aws_security_group.endpoint.id, aws_security_group.second.id]
}
