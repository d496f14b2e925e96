resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "private" {
  count = 2

  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet("10.0.0.0/16", 8, count.index)
}

module "training" {
  source     = "./modules/endpoint"
  vpc_id     = aws_vpc.main.id
  subnet_ids = aws_subnet.private[*].id
}

module "hosting" {
  source     = "./modules/endpoint"
  vpc_id     = aws_subnet.private[0].vpc_id
  subnet_ids = aws_subnet.private[*].id
}
