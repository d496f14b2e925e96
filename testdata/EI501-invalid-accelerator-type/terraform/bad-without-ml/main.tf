# SageMaker's types begin with "ml.", those of EC2 and ECS do not.
variable "accelerator" {
  type    = string
  default = "eia2.medium"
}

resource "aws_sagemaker_endpoint_configuration" "bert" { # expect: EI503
  production_variants {
    model_name             = "bert"
    instance_type          = "ml.c5.large"
    initial_instance_count = 1
    accelerator_type       = var.accelerator # expect: EI501
  }
}

resource "aws_ecs_task_definition" "inference" { # expect: EI503
  family                = "inference"
  container_definitions = jsonencode([{ name = "inference", image = "inference:1", memory = 512 }])

  inference_accelerator {
    device_name = "device_1"
    device_type = "ml.${var.accelerator}" # expect: EI501(aws_ecs_task_definition.inference)
  }
}
