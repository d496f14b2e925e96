# What the module makes in the VPC is not known here.
resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

module "endpoints" { # expect: TL006(module.endpoints)
  source  = "terraform-aws-modules/vpc/aws//modules/vpc-endpoints"
  version = "~> 5.0"

  vpc_id = aws_vpc.main.id
  endpoints = {
    elastic_inference = { service = "elastic-inference.runtime", private_dns_enabled = true }
  }
}

resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI503
  name              = "develop"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = aws_subnet.private.id
  security_groups   = ["sg-1b2c3d4e5f6071829"]
}
