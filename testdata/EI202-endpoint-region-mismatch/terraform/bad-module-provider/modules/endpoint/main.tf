variable "service" { type = string }
variable "vpc_id" {
  type    = string
  default = "vpc-0a1b2c3d4e5f60718"
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = var.vpc_id
  service_name        = var.service # expect: EI202(module.endpoint.aws_vpc_endpoint.ei)
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
