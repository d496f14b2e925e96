variable "create_group" {
  type    = bool
  default = false
}

resource "aws_security_group" "endpoint" {
  count = var.create_group ? 1 : 0

  vpc_id = "vpc-0a1b2c3d4e5f60718"
}

resource "aws_vpc_endpoint" "ei" { # expect: EI205
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
  security_group_ids  = aws_security_group.endpoint[*].id
}
