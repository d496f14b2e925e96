variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }

# The endpoint and its group are another configuration's: which group may be called is not settled here.
data "aws_security_group" "endpoint" {
  tags = { role = "ei-endpoint" }
}

variable "endpoint_group_id" { type = string }

resource "aws_security_group" "client" {
  name   = "client"
  vpc_id = var.vpc_id
}

resource "aws_vpc_security_group_egress_rule" "client" {
  for_each = {
    looked_up = data.aws_security_group.endpoint.id
    given     = var.endpoint_group_id
    written   = "sg-0a1b2c3d4e5f60718"
  }

  security_group_id            = aws_security_group.client.id
  referenced_security_group_id = each.value
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  name              = "ei"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = var.subnet_ids[0]
  security_groups   = [aws_security_group.client.id]
}
