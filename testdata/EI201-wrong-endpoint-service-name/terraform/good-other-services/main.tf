# Other services, one of them of somebody else, are not misspelled ones.
variable "service" { type = string }

resource "aws_vpc_endpoint" "other" {
  for_each = toset([
    "com.amazonaws.us-west-2.sagemaker.runtime",
    "com.amazonaws.us-west-2.elasticfilesystem",
    "com.amazonaws.us-west-2.elasticache",
    "com.amazonaws.us-west-2.elastic-beanstalk",
    "com.amazonaws.us-west-2.bedrock-runtime",
    "com.amazonaws.vpce.us-west-2.vpce-svc-0a1b2c3d4e5f60718",
  ])

  vpc_id            = "vpc-0a1b2c3d4e5f60718"
  service_name      = each.value
  vpc_endpoint_type = "Interface"
}

resource "aws_vpc_endpoint" "any" {
  vpc_id       = "vpc-0a1b2c3d4e5f60718"
  service_name = "com.amazonaws.us-west-2.${var.service}"
}
