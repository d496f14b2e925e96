locals {
  regions = ["us-east-1", "us-east-2", "us-west-2", "ap-northeast-1", "ap-northeast-2", "eu-west-1"]
}

resource "aws_vpc_endpoint" "ei" {
  count = length(local.regions)

  vpc_id              = "vpc-0a1b2c3d4e5f6071${count.index}"
  service_name        = "com.amazonaws.${local.regions[count.index]}.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
