variable "name" {
  type = string
}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

data "aws_vpc_endpoint_service" "runtime" {
  service      = "elastic-inference.runtime"
  service_type = "Interface"
}

resource "aws_security_group" "endpoint" {
  name   = "${var.name}-endpoint"
  vpc_id = var.vpc_id

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "client" {
  name   = "${var.name}-client"
  vpc_id = var.vpc_id

  egress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    security_groups = [aws_security_group.endpoint.id]
  }
}

resource "aws_security_group_rule" "endpoint_from_client" {
  type                     = "ingress"
  security_group_id        = aws_security_group.endpoint.id
  source_security_group_id = aws_security_group.client.id
  protocol                 = "tcp"
  from_port                = 443
  to_port                  = 443
}

resource "aws_vpc_endpoint" "runtime" {
  vpc_id              = var.vpc_id
  service_name        = data.aws_vpc_endpoint_service.runtime.service_name
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = var.subnet_ids
  security_group_ids  = [aws_security_group.endpoint.id]
}

output "client_security_group_id" {
  value = aws_security_group.client.id
}
