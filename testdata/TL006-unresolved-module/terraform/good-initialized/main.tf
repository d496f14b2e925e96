# "terraform init" has run, and left the module here.
module "network" {
  source  = "example/network/aws"
  version = "1.0.0"
}

output "vpc_id" {
  value = module.network.vpc_id
}
