locals {
  ranges = { test = "10.0.0.0/16", production = "10.1.0.0/16" }
}
