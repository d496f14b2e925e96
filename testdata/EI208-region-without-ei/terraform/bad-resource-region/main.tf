# Its own region counts, not the provider's.
provider "aws" {
  region = "us-west-2"
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI208 EI503
  region            = "eu-central-1"
  name              = "ei"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
}
