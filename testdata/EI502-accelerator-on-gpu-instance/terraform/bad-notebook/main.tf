resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI503
  name              = "develop"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.p3.2xlarge" # expect: EI502(aws_sagemaker_notebook_instance.develop)
  accelerator_types = ["ml.eia2.medium"]
}
