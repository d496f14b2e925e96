variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }

# Nobody knows which group it is, but it is the same one.
variable "group_id" { type = string }

resource "aws_vpc_endpoint" "ei" { # expect: EI307(aws_vpc_endpoint.ei)
  vpc_id              = var.vpc_id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = var.subnet_ids
  security_group_ids  = [var.group_id]
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  name              = "ei"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = var.subnet_ids[0]
  security_groups   = [var.group_id]
}
