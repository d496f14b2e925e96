resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

# The third zone has a subnet, but no endpoint.
resource "aws_subnet" "private" {
  for_each = { a = 0, b = 1, c = 2 }

  vpc_id            = aws_vpc.main.id
  availability_zone = "us-west-2${each.key}"
  cidr_block        = cidrsubnet("10.0.0.0/16", 8, each.value)
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [for zone in ["a", "b"] : aws_subnet.private[zone].id]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI403 EI503
  name              = "this"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = aws_subnet.private["c"].id
  security_groups   = ["sg-1b2c3d4e5f6071829"]
}
