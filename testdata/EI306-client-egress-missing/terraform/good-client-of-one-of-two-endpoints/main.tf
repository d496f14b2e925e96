# Two VPCs, each with its own endpoint and pair of groups; a client need not reach the other one.
variable "networks" {
  type = map(object({
    vpc_id     = string
    subnet_ids = list(string)
  }))
  default = {
    blue  = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"] }
    green = { vpc_id = "vpc-1b2c3d4e5f6071829", subnet_ids = ["subnet-2c3d4e5f607182930", "subnet-3d4e5f6071829304a"] }
  }
}

resource "aws_security_group" "endpoint" {
  for_each = var.networks

  vpc_id = each.value.vpc_id

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "client" {
  for_each = var.networks

  vpc_id = each.value.vpc_id

  egress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    security_groups = [aws_security_group.endpoint[each.key].id]
  }
}

resource "aws_vpc_security_group_ingress_rule" "from_client" {
  for_each = aws_security_group.endpoint

  security_group_id            = each.value.id
  referenced_security_group_id = aws_security_group.client[each.key].id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_endpoint" "ei" {
  for_each = var.networks

  vpc_id              = each.value.vpc_id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = each.value.subnet_ids
  security_group_ids  = [aws_security_group.endpoint[each.key].id]
}
