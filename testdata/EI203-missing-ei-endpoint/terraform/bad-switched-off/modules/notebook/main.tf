variable "subnet_id" { type = string }

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI203(module.notebook.aws_sagemaker_notebook_instance.this) EI503
  name              = "develop"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = var.subnet_id
  security_groups   = ["sg-1b2c3d4e5f6071829"]
}
