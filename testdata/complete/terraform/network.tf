locals {
  private_subnet_ids = [for zone in var.zones : aws_subnet.private[zone].id]
}

resource "aws_vpc" "main" {
  cidr_block           = var.vpc_cidr
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "aws_subnet" "private" {
  for_each = toset(var.zones)

  vpc_id            = aws_vpc.main.id
  availability_zone = each.value
  cidr_block        = cidrsubnet(var.vpc_cidr, 8, index(var.zones, each.value))
}

# The two groups. Their rules are resources of their own because each names the other group.

resource "aws_security_group" "endpoint" {
  name        = "${var.name}-ei-endpoint"
  description = "Attached to the Elastic Inference endpoint"
  vpc_id      = aws_vpc.main.id
}

resource "aws_security_group" "client" {
  name        = "${var.name}-ei-client"
  description = "Attached to what calls Elastic Inference"
  vpc_id      = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "endpoint_from_client" {
  security_group_id            = aws_security_group.endpoint.id
  description                  = "Elastic Inference calls, from the client group only"
  referenced_security_group_id = aws_security_group.client.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "endpoint_to_all" {
  security_group_id = aws_security_group.endpoint.id
  description       = "All outbound connections"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_egress_rule" "client_to_endpoint" {
  security_group_id            = aws_security_group.client.id
  description                  = "Elastic Inference calls, to the endpoint only"
  referenced_security_group_id = aws_security_group.endpoint.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

data "aws_region" "current" {}

resource "aws_vpc_endpoint" "elastic_inference" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.${data.aws_region.current.name}.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = local.private_subnet_ids
  security_group_ids  = [aws_security_group.endpoint.id]
}
