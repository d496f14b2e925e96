# The model spreads over three zones; the endpoint is in two of them.
variable "zones" {
  type    = list(string)
  default = ["us-west-2a", "us-west-2b", "us-west-2c"]
}

resource "aws_subnet" "private" {
  count = length(var.zones)

  vpc_id            = "vpc-0a1b2c3d4e5f60718"
  cidr_block        = cidrsubnet("10.0.0.0/16", 8, count.index)
  availability_zone = var.zones[count.index]
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = slice(aws_subnet.private[*].id, 0, 2)
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}

resource "aws_sagemaker_model" "bert" {
  name               = "bert"
  execution_role_arn = "arn:aws:iam::123456789012:role/model"

  primary_container {
    image = "123456789012.dkr.ecr.us-west-2.amazonaws.com/bert:1"
  }

  vpc_config {
    subnets            = aws_subnet.private[*].id
    security_group_ids = ["sg-1b2c3d4e5f6071829"]
  }
}

resource "aws_sagemaker_endpoint_configuration" "bert" { # expect: EI403(aws_sagemaker_endpoint_configuration.bert) EI503
  production_variants {
    variant_name           = "main"
    model_name             = aws_sagemaker_model.bert.name
    instance_type          = "ml.c5.large"
    initial_instance_count = 1
    accelerator_type       = "ml.eia2.large"
  }
}
