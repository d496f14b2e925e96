
resource "aws_subnet" "one" {
  vpc_id     = "vpc-0a1b2c3d4e5f60718"
  cidr_block = "10.0.1.0/24"
}

resource "aws_subnet" "by_zone" {
  for_each   = toset(data.aws_availability_zones.all.names)
  vpc_id     = "vpc-0a1b2c3d4e5f60718"
  cidr_block = "10.0.1.0/24"
}

data "aws_availability_zones" "all" {}

output "subnet_id" { value = aws_subnet.one.id }
output "by_zone" { value = aws_subnet.by_zone }
