# Which zones there are is not known, but that this is one subnet is.
variable "zones" { type = set(string) }

module "net" {
  source   = "./modules/net"
  for_each = var.zones
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d4e5f60711"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
  subnet_ids          = [module.net["a"].subnet_id, module.net["a"].subnet_id] # expect: EI401
}
