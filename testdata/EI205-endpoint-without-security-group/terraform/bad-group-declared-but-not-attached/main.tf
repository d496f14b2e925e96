variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }

# The group is there with all its rules, and was never attached. That is one fault, and no other.

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

resource "aws_vpc_security_group_egress_rule" "client_to_endpoint" {
  security_group_id            = aws_security_group.client.id
  referenced_security_group_id = aws_security_group.endpoint.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_endpoint" "ei" { # expect: EI205(aws_vpc_endpoint.ei)
  vpc_id              = var.vpc_id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = var.subnet_ids
  security_group_ids  = []
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  name              = "ei"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = var.subnet_ids[0]
  security_groups   = [aws_security_group.client.id]
}
