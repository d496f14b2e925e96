# Cloud Control keeps what AWS allows a new group, as CloudFormation does.
resource "awscc_ec2_security_group" "endpoint" {
  group_description = "Attached to the endpoint"
  vpc_id            = "vpc-0a1b2c3d4e5f60718"
}

resource "awscc_ec2_security_group" "client" { # expect: EI305(awscc_ec2_security_group.client)
  group_description = "Attached to what calls"
  vpc_id            = "vpc-0a1b2c3d4e5f60718"
}

resource "awscc_ec2_security_group_ingress" "endpoint_from_client" {
  group_id                 = awscc_ec2_security_group.endpoint.group_id
  ip_protocol              = "tcp"
  from_port                = 443
  to_port                  = 443
  source_security_group_id = awscc_ec2_security_group.client.group_id
}

resource "awscc_ec2_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  security_group_ids  = [awscc_ec2_security_group.endpoint.group_id]
}
