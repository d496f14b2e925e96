resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI203(aws_sagemaker_notebook_instance.develop) EI503
  name              = "develop"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = aws_subnet.private.id
  security_groups   = ["sg-1b2c3d4e5f6071829"]
}
