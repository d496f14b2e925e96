# One notebook for each member of the team, all with one role and one group.
variable "members" {
  type = map(object({
    instance_type = optional(string, "ml.t3.medium")
    accelerator   = optional(string, "ml.eia2.medium")
  }))
  default = {
    ada   = {}
    grace = { instance_type = "ml.p3.2xlarge" }
    edsger = { accelerator = "ml.eia2.small" }
  }
}

data "aws_region" "current" {}

data "aws_vpc" "shared" {
  tags = { Name = "shared" }
}

data "aws_subnets" "private" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.shared.id]
  }

  tags = { tier = "private" }
}

module "access" {
  source = "./modules/access"

  name   = "notebooks"
  vpc_id = data.aws_vpc.shared.id
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = data.aws_vpc.shared.id
  service_name        = "com.amazonaws.${data.aws_region.current.name}.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = data.aws_subnets.private.ids
  security_group_ids  = [module.access.endpoint_group_id]
}

module "lab" {
  source   = "./modules/lab"
  for_each = var.members

  owner         = each.key
  instance_type = each.value.instance_type
  accelerator   = each.value.accelerator
  subnet_id     = data.aws_subnets.private.ids[0]
  role_arn      = module.access.role_arn
  group_ids     = [module.access.client_group_id]
}
