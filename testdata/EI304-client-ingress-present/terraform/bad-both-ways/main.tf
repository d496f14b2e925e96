# Each group lets the other in. The endpoint's rule is right, the client's is one too many.
variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }

resource "aws_security_group" "this" {
  for_each = toset(["endpoint", "client"])

  name   = each.key
  vpc_id = var.vpc_id
}

locals {
  pairs = {
    endpoint = "client"
    client   = "endpoint"
  }
}

resource "aws_security_group_rule" "in" { # expect: EI304(aws_security_group_rule.in["client"])
  for_each = local.pairs

  type                     = "ingress"
  security_group_id        = aws_security_group.this[each.key].id
  source_security_group_id = aws_security_group.this[each.value].id
  protocol                 = "tcp"
  from_port                = 443
  to_port                  = 443
}

resource "aws_security_group_rule" "endpoint_out" {
  type              = "egress"
  security_group_id = aws_security_group.this["endpoint"].id
  cidr_blocks       = ["0.0.0.0/0"]
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
}

resource "aws_security_group_rule" "client_out" {
  type                     = "egress"
  security_group_id        = aws_security_group.this["client"].id
  source_security_group_id = aws_security_group.this["endpoint"].id
  protocol                 = "tcp"
  from_port                = 443
  to_port                  = 443
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = var.vpc_id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = var.subnet_ids
  security_group_ids  = [aws_security_group.this["endpoint"].id]
}
