resource "awscc_ec2_security_group" "endpoint" {
  group_description = "Attached to the endpoint"
  vpc_id            = "vpc-0a1b2c3d4e5f60718"
  security_group_ingress = [
    { # expect: EI301(awscc_ec2_security_group.endpoint)
      ip_protocol = "tcp"
      from_port   = 443
      to_port     = 443
      cidr_ip     = "10.0.0.0/8"
    },
    {
      ip_protocol              = "tcp"
      from_port                = 443
      to_port                  = 443
      source_security_group_id = awscc_ec2_security_group.client.group_id
    },
  ]
}

resource "awscc_ec2_security_group" "client" {
  group_description = "Attached to what calls"
  vpc_id            = "vpc-0a1b2c3d4e5f60718"
  security_group_egress = [{
    ip_protocol = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_ip     = "127.0.0.1/32"
  }]
}

resource "awscc_ec2_security_group_egress" "client_to_endpoint" {
  group_id                      = awscc_ec2_security_group.client.group_id
  ip_protocol                   = "tcp"
  from_port                     = 443
  to_port                       = 443
  destination_security_group_id = awscc_ec2_security_group.endpoint.group_id
}

resource "awscc_ec2_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  security_group_ids  = [awscc_ec2_security_group.endpoint.group_id]
}
