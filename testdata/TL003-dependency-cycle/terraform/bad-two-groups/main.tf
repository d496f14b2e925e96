# Each group's rule names the other group, so neither can be made first.
resource "aws_security_group" "endpoint" { # expect: TL003(aws_security_group.endpoint)
  name = "endpoint"

  ingress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    security_groups = [aws_security_group.client.id]
  }
}

resource "aws_security_group" "client" {
  name = "client"

  egress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    security_groups = [aws_security_group.endpoint.id]
  }
}
