# The default VPC is declared, too.
resource "aws_default_vpc" "default" {}

resource "aws_default_subnet" "a" {
  availability_zone = "us-west-2a"
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI203 EI503
  name              = "this"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = aws_default_subnet.a.id
  security_groups   = ["sg-1b2c3d4e5f6071829"]
}
