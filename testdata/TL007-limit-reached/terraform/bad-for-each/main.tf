resource "aws_vpc" "many" {
  for_each = toset([for pair in setproduct(range(300), range(100)) : join("-", pair)]) # expect: TL007

  cidr_block = "10.0.0.0/16"
}
