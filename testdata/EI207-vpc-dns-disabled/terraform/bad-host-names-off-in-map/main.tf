locals {
  vpcs = {
    main = { cidr = "10.0.0.0/16", dns = true }
    lab  = { cidr = "10.1.0.0/16", dns = false }
  }
}

resource "aws_vpc" "this" {
  for_each = local.vpcs

  cidr_block           = each.value.cidr
  enable_dns_hostnames = each.value.dns
}

resource "aws_vpc_endpoint" "ei" { # expect: EI207(aws_vpc_endpoint.ei["lab"])
  for_each = aws_vpc.this

  vpc_id              = each.value.id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
