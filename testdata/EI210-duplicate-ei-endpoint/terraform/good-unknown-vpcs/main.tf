# Two variables may name two VPCs.
variable "vpc_a" { type = string }
variable "vpc_b" { type = string }

resource "aws_vpc_endpoint" "a" {
  vpc_id              = var.vpc_a
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}

resource "aws_vpc_endpoint" "b" {
  vpc_id              = var.vpc_b
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-2c3d4e5f607182930", "subnet-3d4e5f6071829304a"]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
