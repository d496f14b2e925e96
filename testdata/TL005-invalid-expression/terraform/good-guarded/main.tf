# What would fail is tried, guarded, or not asked for.
variable "zones" {
  type    = list(string)
  default = []
}

locals {
  first   = length(var.zones) > 0 ? var.zones[0] : "us-west-2a"
  tried   = try(var.zones[3], local.first.name, "none")
  can     = can(tonumber("three"))
  wraps   = element(["a", "b"], 5)
  default = lookup({ a = 1 }, "b", 2)
  none    = one(var.zones)
  number  = "3" * 2
  listed  = [for zone in var.zones : zone if regex("a$", zone) != ""]
}
