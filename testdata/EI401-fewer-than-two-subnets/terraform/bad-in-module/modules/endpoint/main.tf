variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = var.vpc_id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = var.subnet_ids # expect: EI401(module.endpoint.aws_vpc_endpoint.ei)
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
