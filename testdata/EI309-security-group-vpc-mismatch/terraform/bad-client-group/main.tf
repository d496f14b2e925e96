# The notebook's group is in another VPC than the endpoint.
variable "subnet_ids" { type = list(string) }

locals {
  vpc_ids = {
    endpoint = "vpc-0a1b2c3d4e5f60718"
    client   = "vpc-1b2c3d4e5f6071829"
  }
}

resource "aws_security_group" "endpoint" {
  name   = "endpoint"
  vpc_id = local.vpc_ids.endpoint

  ingress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    security_groups = [aws_security_group.client.id]
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
  vpc_id = local.vpc_ids["client"]
}

resource "aws_vpc_security_group_egress_rule" "client_to_endpoint" {
  security_group_id            = aws_security_group.client.id
  referenced_security_group_id = aws_security_group.endpoint.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_endpoint" "ei" { # expect: EI309
  vpc_id              = local.vpc_ids.endpoint
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = var.subnet_ids
  security_group_ids  = [aws_security_group.endpoint.id]
}
