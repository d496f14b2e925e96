resource "aws_subnet" "this" {
  for_each = toset(["a", "b", "c"])

  vpc_id            = "vpc-0a1b2c3d4e5f60718"
  cidr_block        = "10.0.${index(["a", "b", "c"], each.key)}.0/24"
  availability_zone = "us-west-2${each.key}"
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.this["a"].id, aws_subnet.this["b"].id]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}

resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI403(aws_sagemaker_notebook_instance.develop) EI503
  name              = "develop"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = aws_subnet.this["c"].id
  security_groups   = ["sg-1b2c3d4e5f6071829"]
}
