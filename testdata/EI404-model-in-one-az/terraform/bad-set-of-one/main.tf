variable "subnet_id" {
  type    = string
  default = "subnet-0a1b2c3d4e5f60718"
}

resource "aws_sagemaker_model" "this" {
  name               = "ei"
  execution_role_arn = "arn:aws:iam::123456789012:role/model"

  vpc_config {
    subnets            = toset([var.subnet_id, "subnet-0a1b2c3d4e5f60718"]) # expect: EI404(aws_sagemaker_model.this)
    security_group_ids = ["sg-0a1b2c3d4e5f60718"]
  }
}

resource "aws_sagemaker_endpoint_configuration" "this" { # expect: EI503
  production_variants {
    model_name       = "ei"
    instance_type    = "ml.m5.large"
    accelerator_type = "ml.eia2.medium"
  }
}
