module "again" { # expect: TL007
  source = "../again"
}
