variable "subnet_ids" { type = list(string) }

resource "aws_sagemaker_model" "bert" {
  name               = "bert"
  execution_role_arn = "arn:aws:iam::123456789012:role/model"

  primary_container {
    image = "123456789012.dkr.ecr.us-west-2.amazonaws.com/bert:1"
  }

  dynamic "vpc_config" {
    for_each = length(var.subnet_ids) > 0 ? [var.subnet_ids] : []

    content {
      subnets            = vpc_config.value
      security_group_ids = ["sg-1b2c3d4e5f6071829"]
    }
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
