# Names of services are written in small letters, and a region has a hyphen before its number.
variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }

locals {
  services = {
    case   = "com.amazonaws.us-west-2.Elastic-Inference.runtime"
    region = "com.amazonaws.us-west2.elastic-inference.runtime"
    space  = "com.amazonaws.us-west-2.elastic-inference.runtime "
    plural = "com.amazonaws.us-west-2.elastic-inference.runtimes"
    vpce   = "com.amazonaws.vpce.us-west-2.elastic-inference.runtime"
  }
}

resource "aws_vpc_endpoint" "ei" {
  for_each = local.services

  vpc_id              = var.vpc_id
  service_name        = each.value # expect: EI201(aws_vpc_endpoint.ei["case"])
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = false # expect: EI206
  subnet_ids          = var.subnet_ids
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}
