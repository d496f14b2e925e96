# The second VPC's endpoint is in the notebook's zone, but that one does not help.
resource "aws_vpc_endpoint" "ei" {
  for_each = local.vpcs

  vpc_id              = aws_vpc.this[each.key].id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [for zone in each.value.endpoint_zones : aws_subnet.this["${each.key}-${zone}"].id]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}

resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI403 EI503
  name              = "develop"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = aws_subnet.this["one-c"].id
  security_groups   = ["sg-1b2c3d4e5f6071829"]
}
