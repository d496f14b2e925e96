module "network" {
  source = "./modules/network"
}

output "vpc_id" {
  value = module.network.vpc_id
}
