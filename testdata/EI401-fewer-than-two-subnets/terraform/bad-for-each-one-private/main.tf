# Three subnets, but only one of them is private.
variable "vpc_id" { type = string }

variable "subnets" {
  type = map(object({
    cidr   = string
    public = bool
  }))
  default = {
    a = { cidr = "10.0.1.0/24", public = true }
    b = { cidr = "10.0.2.0/24", public = true }
    c = { cidr = "10.0.3.0/24", public = false }
  }
}

resource "aws_subnet" "this" {
  for_each = var.subnets

  vpc_id     = var.vpc_id
  cidr_block = each.value.cidr
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = var.vpc_id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [for name, subnet in var.subnets : aws_subnet.this[name].id if !subnet.public] # expect: EI401
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
