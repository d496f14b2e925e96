resource "aws_default_subnet" "a" {
  availability_zone = "us-west-2a"
}

resource "aws_subnet" "also_a" {
  vpc_id            = "vpc-0a1b2c3d4e5f60718"
  availability_zone = "us-west-2a"
  cidr_block        = "172.31.128.0/24"
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_default_subnet.a.id, aws_subnet.also_a.id] # expect: EI402
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
