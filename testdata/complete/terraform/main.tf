# Elastic Inference for Amazon SageMaker inside a VPC of our own: a notebook instance to develop on and a hosted
# model, both with an accelerator, behind the one-way pair of security groups.

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = local.tags
  }
}

locals {
  tags = {
    Project   = var.name
    ManagedBy = "terraform"
  }
}

resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI503(aws_sagemaker_notebook_instance.develop)
  name                   = "${var.name}-develop"
  role_arn               = aws_iam_role.execution.arn
  instance_type          = "ml.t2.medium"
  accelerator_types      = [var.accelerator_type]
  subnet_id              = aws_subnet.private[var.zones[0]].id
  security_groups        = [aws_security_group.client.id]
  direct_internet_access = "Disabled"
}

resource "aws_sagemaker_model" "resnet" {
  name               = "${var.name}-resnet"
  execution_role_arn = aws_iam_role.execution.arn

  primary_container {
    image          = var.model_image
    model_data_url = var.model_data_url
  }

  vpc_config {
    subnets            = local.private_subnet_ids
    security_group_ids = [aws_security_group.client.id]
  }
}

resource "aws_sagemaker_endpoint_configuration" "resnet" { # expect: EI503(aws_sagemaker_endpoint_configuration.resnet)
  name = "${var.name}-resnet"

  production_variants {
    variant_name           = "main"
    model_name             = aws_sagemaker_model.resnet.name
    instance_type          = "ml.c5.large"
    initial_instance_count = 2
    accelerator_type       = var.accelerator_type
  }
}

resource "aws_sagemaker_endpoint" "resnet" {
  name                 = "${var.name}-resnet"
  endpoint_config_name = aws_sagemaker_endpoint_configuration.resnet.name
}
