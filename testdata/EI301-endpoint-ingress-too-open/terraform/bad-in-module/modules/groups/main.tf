variable "vpc_id" { type = string }
variable "ranges" {
  type    = map(string)
  default = {}
}

resource "aws_security_group" "this" {
  for_each = toset(["endpoint", "client"])

  name   = each.key
  vpc_id = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "from_client" {
  security_group_id            = aws_security_group.this["endpoint"].id
  referenced_security_group_id = aws_security_group.this["client"].id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_ingress_rule" "from_ranges" { # expect: EI301(module.groups.aws_vpc_security_group_ingress_rule.from_ranges["office"])
  for_each = var.ranges

  description       = each.key
  security_group_id = aws_security_group.this["endpoint"].id
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "all" {
  security_group_id = aws_security_group.this["endpoint"].id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_egress_rule" "to_endpoint" {
  security_group_id            = aws_security_group.this["client"].id
  referenced_security_group_id = aws_security_group.this["endpoint"].id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

output "ids" {
  value = { for name, group in aws_security_group.this : name => group.id }
}
