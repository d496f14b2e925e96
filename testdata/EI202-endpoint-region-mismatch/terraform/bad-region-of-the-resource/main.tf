provider "aws" {
  region = "us-west-2"
}

# Since version 6 of the provider a resource may name its own region.
resource "aws_vpc_endpoint" "ei" {
  region              = "us-east-1"
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime" # expect: EI202
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
