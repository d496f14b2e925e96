variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }

module "groups" {
  source = "./modules/groups"
  vpc_id = var.vpc_id
  ranges = { office = "203.0.113.0/24" }
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = var.vpc_id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = var.subnet_ids
  security_group_ids  = [module.groups.ids["endpoint"]]
}
