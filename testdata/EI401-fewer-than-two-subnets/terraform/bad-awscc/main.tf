resource "awscc_ec2_subnet" "a" {
  vpc_id     = "vpc-0a1b2c3d4e5f60718"
  cidr_block = "10.0.1.0/24"
}

resource "awscc_ec2_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [awscc_ec2_subnet.a.subnet_id, awscc_ec2_subnet.a.id] # expect: EI401
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
