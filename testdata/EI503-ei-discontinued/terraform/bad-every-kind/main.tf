resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI503(aws_sagemaker_notebook_instance.develop)
  name              = "develop"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.medium"]
}

resource "aws_sagemaker_endpoint_configuration" "bert" { # expect: EI503(aws_sagemaker_endpoint_configuration.bert)
  production_variants {
    model_name             = "bert"
    instance_type          = "ml.c5.large"
    initial_instance_count = 1
    accelerator_type       = "ml.eia2.large"
  }
}

resource "aws_launch_template" "inference" { # expect: EI503(aws_launch_template.inference)
  image_id      = "ami-0a1b2c3d4e5f60718"
  instance_type = "c5.large"

  elastic_inference_accelerator {
    type = "eia2.medium"
  }
}

resource "aws_ecs_task_definition" "inference" { # expect: EI503(aws_ecs_task_definition.inference)
  family                = "inference"
  container_definitions = jsonencode([{ name = "inference", image = "inference:1", memory = 512 }])

  inference_accelerator {
    device_name = "device_1"
    device_type = "eia2.medium"
  }
}
