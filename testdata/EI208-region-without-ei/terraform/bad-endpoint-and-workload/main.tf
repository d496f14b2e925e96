# One cause, one finding: the endpoint tells it for both.
provider "aws" {
  region = "us-west-1"
}

data "aws_region" "here" {}

resource "aws_vpc_endpoint" "ei" { # expect: EI208
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.${data.aws_region.here.name}.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}

resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI503
  name              = "develop"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = "subnet-0a1b2c3d4e5f60718"
  security_groups   = ["sg-1b2c3d4e5f6071829"]
}
