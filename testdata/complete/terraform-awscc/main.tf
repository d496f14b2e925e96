# The whole set-up with the Cloud Control provider, whose resources are CloudFormation's under other names.

provider "awscc" {
  region = "us-west-2"
}

locals {
  zones = ["us-west-2a", "us-west-2b"]
}

resource "awscc_iam_role" "execution" {
  assume_role_policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "sagemaker.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
  managed_policy_arns = ["arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"]
}

resource "awscc_ec2_vpc" "main" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "awscc_ec2_subnet" "private" {
  for_each          = toset(local.zones)
  vpc_id            = awscc_ec2_vpc.main.vpc_id
  availability_zone = each.value
  cidr_block        = cidrsubnet("10.20.0.0/16", 8, index(local.zones, each.value))
}

resource "awscc_ec2_security_group" "endpoint" {
  group_description = "Attached to the Elastic Inference endpoint"
  vpc_id            = awscc_ec2_vpc.main.vpc_id
  security_group_egress = [{
    ip_protocol = "-1"
    cidr_ip     = "0.0.0.0/0"
  }]
}

resource "awscc_ec2_security_group" "client" {
  group_description = "Attached to what calls Elastic Inference"
  vpc_id            = awscc_ec2_vpc.main.vpc_id
  security_group_egress = [{
    ip_protocol                   = "tcp"
    from_port                     = 443
    to_port                       = 443
    destination_security_group_id = awscc_ec2_security_group.endpoint.group_id
  }]
}

resource "awscc_ec2_security_group_ingress" "endpoint_from_client" {
  group_id                 = awscc_ec2_security_group.endpoint.group_id
  ip_protocol              = "tcp"
  from_port                = 443
  to_port                  = 443
  source_security_group_id = awscc_ec2_security_group.client.group_id
}

resource "awscc_ec2_vpc_endpoint" "elastic_inference" {
  vpc_id              = awscc_ec2_vpc.main.vpc_id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [for subnet in awscc_ec2_subnet.private : subnet.subnet_id]
  security_group_ids  = [awscc_ec2_security_group.endpoint.group_id]
}

resource "awscc_sagemaker_model" "resnet" {
  execution_role_arn = awscc_iam_role.execution.arn
  vpc_config = {
    subnets            = [for subnet in awscc_ec2_subnet.private : subnet.subnet_id]
    security_group_ids = [awscc_ec2_security_group.client.group_id]
  }
}

resource "awscc_sagemaker_endpoint_config" "resnet" { # expect: EI503(awscc_sagemaker_endpoint_config.resnet)
  production_variants = [{
    variant_name           = "main"
    model_name             = awscc_sagemaker_model.resnet.model_name
    instance_type          = "ml.c5.large"
    initial_instance_count = 1
    initial_variant_weight = 1
    accelerator_type       = "ml.eia2.medium"
  }]
}
