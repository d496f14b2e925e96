locals {
  names = {
    hyphen = "com.amazonaws.us-west-2.elasticinference.runtime"
    order  = "elastic-inference.us-west-2.runtime"
    prefix = "aws.us-west-2.elastic-inference.runtime"
    typo   = "com.amazonaws.us-west-2.elastic-inferense.runtime"
  }
}

resource "aws_vpc_endpoint" "hyphen" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = local.names.hyphen # expect: EI201(aws_vpc_endpoint.hyphen)
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}

resource "aws_vpc_endpoint" "order" {
  vpc_id              = "vpc-1b2c3d4e5f6071829"
  service_name        = local.names["order"] # expect: EI201(aws_vpc_endpoint.order)
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}

resource "aws_vpc_endpoint" "prefix" {
  vpc_id              = "vpc-2c3d4e5f607182930"
  service_name        = lookup(local.names, "prefix") # expect: EI201(aws_vpc_endpoint.prefix)
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}

resource "aws_vpc_endpoint" "typo" {
  vpc_id              = "vpc-3d4e5f6071829304a"
  service_name        = trimspace(" ${local.names.typo}\n") # expect: EI201(aws_vpc_endpoint.typo)
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
