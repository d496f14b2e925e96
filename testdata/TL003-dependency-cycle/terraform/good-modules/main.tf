# The modules name each other, their resources do not.
module "a" {
  source = "./modules/vpc"
  name   = "a"
  peer   = module.b.id
}

module "b" {
  source = "./modules/vpc"
  name   = "b"
  peer   = null
}

module "c" {
  source = "./modules/pair"
  left   = module.a.id
  right  = module.c.own
}
