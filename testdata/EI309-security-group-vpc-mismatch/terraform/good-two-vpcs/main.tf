# A set for each VPC; every group is in the VPC of its own endpoint.
resource "aws_vpc" "this" {
  for_each = { blue = "10.0.0.0/16", green = "10.1.0.0/16" }

  cidr_block           = each.value
  enable_dns_hostnames = true
}

module "elastic_inference" {
  source   = "./modules/elastic-inference"
  for_each = aws_vpc.this

  vpc_id     = each.value.id
  cidr_block = each.value.cidr_block
}
