resource "awscc_ec2_vpc_endpoint" "ei" { # expect: EI206(awscc_ec2_vpc_endpoint.ei)
  vpc_id             = "vpc-0a1b2c3d4e5f60718"
  service_name       = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type  = "Interface"
  subnet_ids         = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
  security_group_ids = ["sg-0a1b2c3d4e5f60718"]
}
