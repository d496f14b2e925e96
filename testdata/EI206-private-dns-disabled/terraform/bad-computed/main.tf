# Private DNS is on for everything but what the list names.
locals {
  public_dns = ["elastic-inference.runtime", "s3"]
}

resource "aws_vpc_endpoint" "this" {
  for_each = toset(["sagemaker.runtime", "elastic-inference.runtime"])

  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = !contains(local.public_dns, each.key) # expect: EI206(aws_vpc_endpoint.this["elastic-inference.runtime"])
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
