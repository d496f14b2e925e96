variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }

# Two elements of one list are two groups.
variable "group_ids" { type = list(string) }

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = var.vpc_id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = var.subnet_ids
  security_group_ids  = [var.group_ids[0]]
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  name              = "ei"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = var.subnet_ids[0]
  security_groups   = [var.group_ids[1]]
}
