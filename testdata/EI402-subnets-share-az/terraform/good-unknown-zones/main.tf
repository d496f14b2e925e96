# The two may differ; and a subnet without a zone gets one from AWS.
variable "zone_a" { type = string }
variable "zone_b" { type = string }

resource "aws_subnet" "a" {
  vpc_id            = "vpc-0a1b2c3d4e5f60718"
  cidr_block        = "10.0.1.0/24"
  availability_zone = var.zone_a
}

resource "aws_subnet" "b" {
  vpc_id            = "vpc-0a1b2c3d4e5f60718"
  cidr_block        = "10.0.2.0/24"
  availability_zone = var.zone_b
}

resource "aws_subnet" "c" {
  vpc_id     = "vpc-0a1b2c3d4e5f60718"
  cidr_block = "10.0.3.0/24"
}

resource "aws_subnet" "d" {
  vpc_id     = "vpc-0a1b2c3d4e5f60718"
  cidr_block = "10.0.4.0/24"
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.a.id, aws_subnet.b.id, aws_subnet.c.id, aws_subnet.d.id]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
