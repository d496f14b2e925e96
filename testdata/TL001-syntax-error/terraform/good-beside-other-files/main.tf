# What lies beside a configuration and is neither Terraform nor CloudFormation is passed over, however broken it looks.
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
