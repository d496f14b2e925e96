# The second instance is one too many.
variable "vpc_id" { type = string }

resource "aws_vpc_endpoint" "ei" { # expect: EI210(aws_vpc_endpoint.ei[1])
  count = 2

  vpc_id              = var.vpc_id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
