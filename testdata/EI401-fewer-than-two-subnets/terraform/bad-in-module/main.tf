module "network" {
  source = "./modules/network"
}

module "endpoint" {
  source     = "./modules/endpoint"
  vpc_id     = module.network.vpc_id
  subnet_ids = slice(module.network.subnet_ids, 0, 1)
}
