module "network" {
  source = "./modules/network"
}

module "notebook" {
  source    = "./modules/notebook"
  subnet_id = module.network.subnet_ids["a"]
}
