# The second subnet comes by an association, so the endpoint itself has no list to blame.
variable "zone" { type = string }

resource "aws_subnet" "pair" {
  count = 2

  vpc_id            = "vpc-0a1b2c3d4e5f60718"
  cidr_block        = "10.0.${count.index}.0/24"
  availability_zone = var.zone
}

resource "aws_vpc_endpoint" "ei" { # expect: EI402
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}

resource "aws_vpc_endpoint_subnet_association" "pair" {
  count = 2

  vpc_endpoint_id = aws_vpc_endpoint.ei.id
  subnet_id       = aws_subnet.pair[count.index].id
}
