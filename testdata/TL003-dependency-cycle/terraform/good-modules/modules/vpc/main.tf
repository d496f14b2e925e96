variable "name" { type = string }
variable "peer" { type = string }

resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = var.name }
}

resource "aws_vpc_peering_connection" "this" {
  count = var.peer == null ? 0 : 1

  vpc_id      = aws_vpc.this.id
  peer_vpc_id = var.peer
}

output "id" {
  value = aws_vpc.this.id
}
