resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "private" {
  count = 2

  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
}

resource "aws_vpc_endpoint" "ei" {
  count = 1

  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = aws_subnet.private[*].id
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}

resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI503
  name              = "develop"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = aws_subnet.private[0].id
  security_groups   = ["sg-1b2c3d4e5f6071829"]
}
