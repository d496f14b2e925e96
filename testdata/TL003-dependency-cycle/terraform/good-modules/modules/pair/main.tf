variable "left" { type = string }
variable "right" { type = string }

resource "aws_vpc" "own" {
  cidr_block = "10.2.0.0/16"
}

resource "aws_vpc_peering_connection" "left" {
  vpc_id      = var.left
  peer_vpc_id = var.right
}

output "own" {
  value = aws_vpc.own.id
}
