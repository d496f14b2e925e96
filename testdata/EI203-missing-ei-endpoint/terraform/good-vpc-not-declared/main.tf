# Who made the VPC may have made its endpoint.
data "aws_vpc" "main" {
  tags = { Name = "main" }
}

resource "aws_subnet" "private" {
  vpc_id     = data.aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI503
  name              = "develop"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = aws_subnet.private.id
  security_groups   = ["sg-1b2c3d4e5f6071829"]
}
