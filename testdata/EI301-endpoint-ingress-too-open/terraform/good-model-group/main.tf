variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }

# The client is the group of the model that the variant names.
resource "aws_sagemaker_model" "this" {
  name               = "ei"
  execution_role_arn = "arn:aws:iam::123456789012:role/model"

  primary_container {
    image = "763104351884.dkr.ecr.us-west-2.amazonaws.com/tensorflow-inference-eia:1.15-cpu"
  }

  vpc_config {
    subnets            = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
    security_group_ids = [aws_security_group.client.id]
  }
}

resource "aws_sagemaker_endpoint_configuration" "this" { # expect: EI503
  production_variants {
    model_name             = aws_sagemaker_model.this.name
    instance_type          = "ml.m5.large"
    initial_instance_count = 1
    accelerator_type       = "ml.eia2.medium"
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
