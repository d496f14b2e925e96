# An override file is merged into what it overrides.
resource "aws_vpc" "main" {
  enable_dns_hostnames = true
}
