# The map's second entry lets the whole VPC in.
variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }

variable "vpc_cidr" {
  type    = string
  default = "10.0.0.0/16"
}

locals {
  inbound = {
    clients = { port = 443, groups = [aws_security_group.client.id], ranges = [] }
    health  = { port = 8443, groups = [], ranges = [var.vpc_cidr] }
  }
}

resource "aws_security_group" "endpoint" {
  name   = "endpoint"
  vpc_id = var.vpc_id

  dynamic "ingress" { # expect: EI301
    for_each = local.inbound
    iterator = rule

    content {
      description     = rule.key
      from_port       = rule.value.port
      to_port         = rule.value.port
      protocol        = "tcp"
      security_groups = rule.value.groups
      cidr_blocks     = rule.value.ranges
    }
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "client" {
  name   = "client"
  vpc_id = var.vpc_id
}

resource "aws_vpc_security_group_egress_rule" "client_to_endpoint" {
  security_group_id            = aws_security_group.client.id
  referenced_security_group_id = aws_security_group.endpoint.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = var.vpc_id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = var.subnet_ids
  security_group_ids  = [aws_security_group.endpoint.id]
}
