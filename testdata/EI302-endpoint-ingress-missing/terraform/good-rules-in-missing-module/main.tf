# The module gets the group and may add any rule to it.
variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }

resource "aws_security_group" "endpoint" {
  name   = "endpoint"
  vpc_id = var.vpc_id
}

module "rules" { # expect: TL006
  source  = "terraform-aws-modules/security-group/aws"
  version = "~> 5.0"

  create_sg         = false
  security_group_id = aws_security_group.endpoint.id
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = var.vpc_id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = var.subnet_ids
  security_group_ids  = [aws_security_group.endpoint.id]
}
