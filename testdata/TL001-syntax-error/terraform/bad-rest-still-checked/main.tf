# The broken place does not spoil what stands before and after it.
resource "aws_vpc_endpoint" "before" { # expect: EI205
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
}

resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16" + * 2 # expect: TL001
  enable_dns_hostnames = true
}

resource "aws_vpc_endpoint" "after" { # expect: EI205
  vpc_id              = "vpc-1b2c3d4e5f6071829"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
}
