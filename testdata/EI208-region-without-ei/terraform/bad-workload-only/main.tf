provider "aws" {
  region = "eu-central-1"
}

resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI208(aws_sagemaker_notebook_instance.develop) EI503
  name              = "develop"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.medium"]
}
