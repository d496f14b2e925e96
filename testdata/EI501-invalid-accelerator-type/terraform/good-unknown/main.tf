variable "accelerator_types" { type = list(string) }
variable "accelerator_size" { type = string }

resource "aws_sagemaker_notebook_instance" "develop" {
  name              = "develop"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t2.medium"
  accelerator_types = var.accelerator_types
}

resource "aws_sagemaker_notebook_instance" "sized" { # expect: EI503
  name              = "sized"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.${var.accelerator_size}"]
}
