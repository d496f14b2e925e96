# The root module in which the expressions of ../*.txt are evaluated.

terraform {
  required_providers {
    terraform = {
      source = "terraform.io/builtin/terraform"
    }
  }
}

# Its output is settled by applying it, so nothing is known of it before.
resource "terraform_data" "later" {
  input = "x"
}

resource "terraform_data" "other" {
  input = "y"
}

resource "terraform_data" "several" {
  count = 2
  input = count.index
}

resource "terraform_data" "each" {
  for_each = toset(["a", "b"])
  input    = each.key
}

variable "environment" {
  type    = string
  default = "production"
}

variable "password" {
  type      = string
  default   = "secret"
  sensitive = true
}

variable "settings" {
  type = object({
    name    = string
    size    = optional(number, 3)
    tags    = optional(map(string), {})
    nested  = optional(object({ on = optional(bool, true), note = optional(string) }), {})
    maximum = optional(number)
  })
  default = {
    name = "first"
    tags = { a = "1" }
  }
}

variable "rules" {
  type = list(object({
    port = number
    cidr = optional(string, "10.0.0.0/8")
  }))
  default = [
    { port = 80 },
    { port = "443", cidr = "0.0.0.0/0", extra = true },
  ]
}

variable "untyped" {
  default = [1, "two", true]
}

variable "numbers" {
  type    = set(number)
  default = ["3", 1, 2, 1]
}

locals {
  empty    = {}
  greeting = "hello"
  numbers  = [1, 2, 3]
  names    = ["ada", "bob", "cyd"]
  ports    = { http = 80, https = 443 }
  people = [
    { name = "ada", age = 36, langs = ["fr", "en"] },
    { name = "bob", age = 25, langs = [] },
    { name = "cyd", age = 41, langs = ["de"] },
  ]
  by_name      = { for person in local.people : person.name => person }
  text         = <<-EOT
    first
      second
    third
  EOT
  list_of_text = tolist(["a", "b", "c"])
  set_of_text  = toset(["c", "a", "b", "a"])
  map_of_text  = tomap({ a = "x", b = "y" })
  nothing      = null
}
