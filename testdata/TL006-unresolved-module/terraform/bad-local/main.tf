module "network" { # expect: TL006
  source = "./modules/network"
}

output "vpc_id" {
  value = module.network.vpc_id
}
