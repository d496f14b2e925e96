variable "dns" {
  type = object({
    support    = optional(bool, true)
    host_names = optional(bool, false)
  })
  default = {}
}

resource "aws_vpc" "this" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_support   = var.dns.support
  enable_dns_hostnames = var.dns.host_names
}

output "vpc" {
  value = aws_vpc.this
}
