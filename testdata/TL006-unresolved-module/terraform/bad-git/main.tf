module "network" { # expect: TL006
  source   = "git::ssh://git@example.com/network.git?ref=v1.2.0"
  for_each = { a = "10.0.0.0/16", b = "10.1.0.0/16" }

  cidr = each.value
}
