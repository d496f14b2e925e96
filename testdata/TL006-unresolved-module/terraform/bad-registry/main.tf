module "network" { # expect: TL006(module.network)
  source  = "terraform-aws-modules/vpc/aws"
  version = "~> 5.0"

  cidr = "10.0.0.0/16"
}

resource "aws_subnet" "extra" {
  vpc_id     = module.network.vpc_id
  cidr_block = cidrsubnet(module.network.vpc_cidr_block, 8, 9)
}
