resource "aws_vpc" "many" {
  count = 1000000 # expect: TL007(aws_vpc.many)

  cidr_block = "10.0.0.0/16"
}
