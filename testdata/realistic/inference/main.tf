# A model served behind an endpoint, in its own VPC.
provider "aws" {
  region = "eu-west-1"
}

variable "model_image" {
  type    = string
  default = "763104351884.dkr.ecr.eu-west-1.amazonaws.com/tensorflow-inference-eia:1.15-cpu"
}

variable "model_data_url" { type = string }

locals {
  zones = ["eu-west-1a", "eu-west-1b"]
}

resource "aws_vpc" "serving" { # the host names are off, as they are by default
  cidr_block = "10.8.0.0/16"
}

resource "aws_subnet" "serving" {
  count = length(local.zones)

  vpc_id            = aws_vpc.serving.id
  availability_zone = local.zones[count.index]
  cidr_block        = cidrsubnet(aws_vpc.serving.cidr_block, 8, count.index)
}

resource "aws_subnet" "model" {
  vpc_id            = aws_vpc.serving.id
  availability_zone = "eu-west-1c"
  cidr_block        = "10.8.10.0/24"
}

resource "aws_security_group" "ei" {
  name        = "ei-endpoint"
  description = "Elastic Inference endpoint"
  vpc_id      = aws_vpc.serving.id
}

resource "aws_security_group" "model" { # expect: EI306(aws_security_group.model)
  name        = "model"
  description = "Model containers"
  vpc_id      = aws_vpc.serving.id
}

resource "aws_vpc_security_group_ingress_rule" "ei" {
  security_group_id            = aws_security_group.ei.id
  referenced_security_group_id = aws_security_group.model.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "ei" {
  security_group_id = aws_security_group.ei.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_egress_rule" "model" { # expect: EI305(aws_vpc_security_group_egress_rule.model)
  security_group_id = aws_security_group.model.id
  prefix_list_id    = "pl-6da54004"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

data "aws_vpc_endpoint_service" "ei" {
  service = "elastic-inference.runtime"
}

resource "aws_vpc_endpoint" "ei" { # expect: EI207(aws_vpc_endpoint.ei)
  vpc_id              = aws_vpc.serving.id
  service_name        = data.aws_vpc_endpoint_service.ei.service_name
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = aws_subnet.serving[*].id
  security_group_ids  = [aws_security_group.ei.id]

  policy = jsonencode({ # expect: EI209(aws_vpc_endpoint.ei)
    Statement = [{ Effect = "Allow", Principal = "*", Action = "elastic-inference:Connect", Resource = "*" }]
  })
}

resource "aws_iam_role" "model" {
  name                = "model"
  managed_policy_arns = ["arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"]
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })
}

resource "aws_sagemaker_model" "this" {
  name               = "classifier"
  execution_role_arn = aws_iam_role.model.arn

  primary_container {
    image          = var.model_image
    model_data_url = var.model_data_url
  }

  vpc_config {
    subnets            = [aws_subnet.model.id] # expect: EI404(aws_sagemaker_model.this)
    security_group_ids = [aws_security_group.model.id]
  }
}

resource "aws_sagemaker_endpoint_configuration" "this" { # expect: EI403 EI503
  name_prefix = "classifier-"

  production_variants {
    variant_name           = "all"
    model_name             = aws_sagemaker_model.this.name
    initial_instance_count = 2
    instance_type          = "ml.m5.large"
    accelerator_type       = "ml.eia1.medium"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_sagemaker_endpoint" "this" {
  name                 = "classifier"
  endpoint_config_name = aws_sagemaker_endpoint_configuration.this.name
}
