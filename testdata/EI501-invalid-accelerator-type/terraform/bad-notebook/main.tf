resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI503
  name          = "develop"
  role_arn      = "arn:aws:iam::123456789012:role/notebook"
  instance_type = "ml.t2.medium"
  accelerator_types = [
    "ml.eia3.medium", # expect: EI501(aws_sagemaker_notebook_instance.develop)
  ]
}
