# The Cloud Control provider has CloudFormation's default, which is Gateway.
resource "awscc_ec2_vpc_endpoint" "ei" { # expect: EI204(awscc_ec2_vpc_endpoint.ei)
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}

resource "awscc_ec2_vpc_endpoint" "gateway" {
  vpc_id              = "vpc-1a2b3c4d5e6f70819"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Gateway" # expect: EI204(awscc_ec2_vpc_endpoint.gateway)
  private_dns_enabled = true
  subnet_ids          = ["subnet-2c3d4e5f607182930", "subnet-3d4e5f60718293041"]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
