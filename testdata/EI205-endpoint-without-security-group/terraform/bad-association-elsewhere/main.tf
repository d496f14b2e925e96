# The association attaches the group to the other endpoint.
resource "aws_vpc_endpoint" "ei" { # expect: EI205(aws_vpc_endpoint.ei)
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
}

resource "aws_vpc_endpoint" "sagemaker" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.sagemaker.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
}

resource "aws_vpc_endpoint_security_group_association" "endpoint" {
  vpc_endpoint_id   = aws_vpc_endpoint.sagemaker.id
  security_group_id = "sg-0a1b2c3d4e5f60718"
}
