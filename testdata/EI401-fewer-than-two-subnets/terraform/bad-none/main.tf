# An endpoint without subnets has no network interface anywhere.
resource "aws_vpc_endpoint" "ei" { # expect: EI401
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
