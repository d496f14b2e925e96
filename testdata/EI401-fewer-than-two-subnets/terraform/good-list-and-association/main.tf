variable "subnets" {
  type    = list(string)
  default = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [var.subnets[0]]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}

resource "aws_vpc_endpoint_subnet_association" "more" {
  for_each = toset(slice(var.subnets, 1, length(var.subnets)))

  vpc_endpoint_id = aws_vpc_endpoint.ei.id
  subnet_id       = each.value
}
