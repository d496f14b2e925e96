variable "zones" {
  type    = set(string)
  default = ["us-west-2a", "us-west-2b"]
}

resource "aws_subnet" "private" {
  for_each = var.zones

  vpc_id            = "vpc-0a1b2c3d4e5f60718"
  cidr_block        = "10.0.${index(tolist(var.zones), each.key)}.0/24"
  availability_zone = each.key
}

# A subnet of its own for the notebook, in a zone the endpoint is in.
resource "aws_subnet" "notebook" {
  vpc_id            = "vpc-0a1b2c3d4e5f60718"
  cidr_block        = "10.0.9.0/24"
  availability_zone = "us-west-2b"
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [for subnet in aws_subnet.private : subnet.id]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}

resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI503
  name              = "develop"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = aws_subnet.notebook.id
  security_groups   = ["sg-1b2c3d4e5f6071829"]
}
