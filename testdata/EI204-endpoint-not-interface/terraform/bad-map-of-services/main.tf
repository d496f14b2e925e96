# The map's second entry was copied from a gateway endpoint.
locals {
  endpoints = {
    sagemaker = { service = "sagemaker.runtime" }
    inference = { service = "elastic-inference.runtime", type = "GatewayLoadBalancer" }
  }
}

resource "aws_vpc_endpoint" "this" {
  for_each = local.endpoints

  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.${each.value.service}"
  vpc_endpoint_type   = lookup(each.value, "type", "Interface") # expect: EI204(aws_vpc_endpoint.this["inference"])
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
