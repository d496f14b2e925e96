# Without vpc_id, AWS makes a group in the default VPC. That is never a VPC that the configuration makes itself.
variable "client_group_id" { type = string }

resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
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

resource "aws_vpc_endpoint" "ei" { # expect: EI309(aws_vpc_endpoint.ei)
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
  security_group_ids  = [aws_security_group.endpoint.id]
}
