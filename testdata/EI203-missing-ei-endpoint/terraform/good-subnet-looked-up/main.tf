resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

# The subnet is of somebody else's VPC, or of this one.
data "aws_subnets" "private" {
  filter {
    name   = "vpc-id"
    values = [aws_vpc.main.id]
  }
}

data "aws_subnet" "named" {
  tags = { Name = "private" }
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  name              = "this"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = data.aws_subnets.private.ids[0]
  security_groups   = ["sg-1b2c3d4e5f6071829"]
}

resource "aws_sagemaker_notebook_instance" "other" { # expect: EI503
  name              = "other"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = data.aws_subnet.named.id
  security_groups   = ["sg-1b2c3d4e5f6071829"]
}
