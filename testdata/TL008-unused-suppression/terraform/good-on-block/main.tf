/* tieline: ignore EI2, EI401 -- replaced next quarter */
resource "aws_vpc_endpoint" "ei" {
  vpc_id            = "vpc-0a1b2c3d4e5f60718"
  service_name      = "com.amazonaws.us-west-2.elastic-inference"
  vpc_endpoint_type = "Interface"
  subnet_ids        = ["subnet-0a1b2c3d4e5f60718"]
}
