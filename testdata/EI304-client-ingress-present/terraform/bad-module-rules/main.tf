variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }

# Rules by a for_each over a map, one of which lets connections in.
locals {
  client_rules = {
    endpoint = { type = "egress", port = 443, source = aws_security_group.endpoint.id, cidr = null }
    jupyter  = { type = "ingress", port = 8888, source = null, cidr = ["10.0.0.0/8"] }
  }
}

resource "aws_security_group" "endpoint" {
  name   = "endpoint"
  vpc_id = var.vpc_id

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
  vpc_id = var.vpc_id
}

resource "aws_security_group_rule" "client" { # expect: EI304(aws_security_group_rule.client["jupyter"])
  for_each = local.client_rules

  type                     = each.value.type
  security_group_id        = aws_security_group.client.id
  source_security_group_id = each.value.source
  cidr_blocks              = each.value.cidr
  protocol                 = "tcp"
  from_port                = each.value.port
  to_port                  = each.value.port
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = var.vpc_id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = var.subnet_ids
  security_group_ids  = [aws_security_group.endpoint.id]
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  name              = "ei"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = var.subnet_ids[0]
  security_groups   = [aws_security_group.client.id]
}
