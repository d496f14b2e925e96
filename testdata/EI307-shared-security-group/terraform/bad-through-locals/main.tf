variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }

resource "aws_security_group" "this" {
  count = 1

  name   = "shared-${count.index}"
  vpc_id = var.vpc_id
}

locals {
  groups = { endpoint = aws_security_group.this[0].id }
  model  = merge(local.groups, {})["endpoint"]
}

resource "aws_vpc_endpoint" "ei" { # expect: EI307
  vpc_id              = var.vpc_id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = var.subnet_ids
  security_group_ids  = values(local.groups)
}

resource "aws_sagemaker_model" "bert" {
  name               = "bert"
  execution_role_arn = "arn:aws:iam::123456789012:role/model"

  primary_container {
    image = "123456789012.dkr.ecr.us-west-2.amazonaws.com/bert:1"
  }

  vpc_config {
    subnets            = var.subnet_ids
    security_group_ids = [local.model]
  }
}

resource "aws_sagemaker_endpoint_configuration" "bert" { # expect: EI503
  production_variants {
    model_name             = aws_sagemaker_model.bert.name
    instance_type          = "ml.c5.large"
    initial_instance_count = 1
    accelerator_type       = "ml.eia2.large"
  }
}
