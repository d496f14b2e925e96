# Whether the looked-up subnet's zone is among them is not known.
data "aws_subnet" "notebook" {
  id = "subnet-0a1b2c3d4e5f60718"
}

resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "private" {
  for_each = toset(["us-west-2a", "us-west-2b"])

  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = each.key == "us-west-2a" ? "10.0.0.0/24" : "10.0.1.0/24"
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [for zone, subnet in aws_subnet.private : subnet.id]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  name              = "this"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = data.aws_subnet.notebook.id
  security_groups   = ["sg-1b2c3d4e5f6071829"]
}
