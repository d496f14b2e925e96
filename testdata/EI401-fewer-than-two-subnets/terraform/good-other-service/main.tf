# One subnet is enough for other services.
resource "aws_vpc_endpoint" "sagemaker" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.sagemaker.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718"]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
