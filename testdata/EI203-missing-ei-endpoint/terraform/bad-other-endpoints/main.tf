# Endpoints enough, but none for Elastic Inference.
locals {
  services = ["sagemaker.api", "sagemaker.runtime", "ecr.dkr"]
}

resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "private" {
  count = 2

  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
}

resource "aws_vpc_endpoint" "this" {
  for_each = toset(local.services)

  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-west-2.${each.value}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = aws_subnet.private[*].id
}

resource "aws_sagemaker_model" "bert" {
  name               = "bert"
  execution_role_arn = "arn:aws:iam::123456789012:role/model"

  primary_container {
    image = "123456789012.dkr.ecr.us-west-2.amazonaws.com/bert:1"
  }

  vpc_config {
    subnets            = aws_subnet.private[*].id
    security_group_ids = ["sg-1b2c3d4e5f6071829"]
  }
}

resource "aws_sagemaker_endpoint_configuration" "bert" { # expect: EI203(aws_sagemaker_endpoint_configuration.bert) EI503
  production_variants {
    model_name             = aws_sagemaker_model.bert.name
    instance_type          = "ml.c5.large"
    initial_instance_count = 1
    accelerator_type       = "ml.eia2.large"
  }
}
