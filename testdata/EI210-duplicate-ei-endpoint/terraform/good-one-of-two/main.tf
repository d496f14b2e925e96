# Only one of the two is ever made.
variable "new_layout" { type = bool }

resource "aws_vpc_endpoint" "old" {
  count = var.new_layout ? 0 : 1

  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}

resource "aws_vpc_endpoint" "new" {
  count = var.new_layout ? 1 : 0

  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-2c3d4e5f607182930", "subnet-3d4e5f6071829304a"]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
