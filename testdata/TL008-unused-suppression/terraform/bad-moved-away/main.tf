# tieline: ignore EI401 -- stood above the endpoint, and covers the VPC now # expect: TL008
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc_endpoint" "ei" { # expect: EI205 EI206
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type = "Interface"
  subnet_ids        = ["subnet-0a1b2c3d4e5f60718"] # expect: EI401
}
