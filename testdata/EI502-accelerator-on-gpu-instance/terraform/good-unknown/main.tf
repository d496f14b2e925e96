variable "instance_type" { type = string }

resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI503
  name              = "develop"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = var.instance_type
  accelerator_types = ["ml.eia2.medium"]
}
