# One of the services of the list is misspelled.
variable "region" {
  type    = string
  default = "us-east-1"
}

resource "aws_vpc_endpoint" "this" {
  for_each = toset(["sagemaker.api", "sagemaker.runtime", "elastic-inference-runtime"])

  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = format("com.amazonaws.%s.%s", var.region, each.value) # expect: EI201(aws_vpc_endpoint.this["elastic-inference-runtime"])
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
