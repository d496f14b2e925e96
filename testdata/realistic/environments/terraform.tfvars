environment = "staging"

settings = {
  staging    = { region = "eu-central-1", endpoint = false, subnets = 1 }
  production = { region = "eu-west-1", endpoint = true, subnets = 3 }
}
