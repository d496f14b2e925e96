module "again" {
  source = "./modules/again"
}
