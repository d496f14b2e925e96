# Terraform takes every rule out of the default group it adopts, AWS's own ones too.
resource "aws_default_vpc" "default" {}

resource "aws_default_subnet" "a" {
  availability_zone = "us-west-2a"
}

resource "aws_default_subnet" "b" {
  availability_zone = "us-west-2b"
}

resource "aws_default_security_group" "client" { # expect: EI306(aws_default_security_group.client)
  vpc_id = aws_default_vpc.default.id
}

resource "aws_security_group" "endpoint" {
  name   = "endpoint"
  vpc_id = aws_default_vpc.default.id

  ingress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    security_groups = [aws_default_security_group.client.id]
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = aws_default_vpc.default.id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_default_subnet.a.id, aws_default_subnet.b.id]
  security_group_ids  = [aws_security_group.endpoint.id]
}

resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI503
  name              = "develop"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = aws_default_subnet.a.id
  security_groups   = [aws_default_security_group.client.id]
}
