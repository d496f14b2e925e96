resource "aws_vpc" "this" {
  for_each = toset(["work", "shared"])

  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "work" {
  vpc_id     = aws_vpc.this["work"].id
  cidr_block = "10.0.1.0/24"
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = aws_vpc.this["shared"].id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}

resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI203 EI503
  name              = "develop"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = aws_subnet.work.id
  security_groups   = ["sg-1b2c3d4e5f6071829"]
}
