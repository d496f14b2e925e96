variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }

resource "aws_vpc_endpoint" "this" { # expect: EI210
  vpc_id              = var.vpc_id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = var.subnet_ids
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
