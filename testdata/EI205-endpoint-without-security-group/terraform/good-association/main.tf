resource "aws_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
}

locals {
  endpoint_ids = { runtime = aws_vpc_endpoint.ei.id }
}

resource "aws_vpc_endpoint_security_group_association" "endpoint" {
  for_each = local.endpoint_ids

  vpc_endpoint_id             = each.value
  security_group_id           = "sg-0a1b2c3d4e5f60718"
  replace_default_association = true
}
