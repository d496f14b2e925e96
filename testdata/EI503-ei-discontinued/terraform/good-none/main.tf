variable "accelerator_types" {
  type    = list(string)
  default = []
}

resource "aws_sagemaker_notebook_instance" "develop" {
  name              = "develop"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t2.medium"
  accelerator_types = var.accelerator_types
}

resource "aws_sagemaker_endpoint_configuration" "bert" {
  production_variants {
    model_name             = "bert"
    instance_type          = "ml.c5.large"
    initial_instance_count = 1
    accelerator_type       = try(var.accelerator_types[0], null)
  }
}
