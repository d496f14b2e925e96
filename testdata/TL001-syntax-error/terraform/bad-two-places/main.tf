locals {
  ports = [443, 80 8080] # expect: TL001
}

resource "aws_security_group" "web" {
  name = "web"

  ingress {
    from_port = local.ports[0]
    to_port   = local.ports[0]] # expect: TL001
    protocol  = "tcp"
  }
}
