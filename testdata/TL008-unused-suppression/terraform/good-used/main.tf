resource "aws_vpc_endpoint" "ei" { # tieline: ignore EI205 -- attached by the platform team
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  // tieline: ignore fewer-than-two-subnets -- a test bed
  subnet_ids = ["subnet-0a1b2c3d4e5f60718"]
}
