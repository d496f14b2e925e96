# Groups that are only named have rules somewhere else.
variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }

data "aws_security_group" "endpoint" {
  name = "elastic-inference-endpoint"
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = var.vpc_id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = var.subnet_ids
  security_group_ids  = [data.aws_security_group.endpoint.id]
}
