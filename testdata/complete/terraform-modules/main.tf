# The same set-up in modules, with the managed policy instead of a list of permissions.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}

module "network" {
  source = "./modules/network"

  name       = var.name
  cidr_block = "10.30.0.0/16"
  subnets = {
    eu-west-1a = "10.30.0.0/24"
    eu-west-1b = "10.30.1.0/24"
    eu-west-1c = "10.30.2.0/24"
  }
}

module "elastic_inference" {
  source = "./modules/elastic-inference"

  name       = var.name
  vpc_id     = module.network.vpc_id
  subnet_ids = values(module.network.subnet_ids)
}

module "execution_role" {
  source = "./modules/execution-role"

  name                = "${var.name}-execution"
  managed_policy_arns = ["arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"]
}

module "notebook" {
  source   = "./modules/notebook"
  for_each = var.notebooks

  name               = "${var.name}-${each.key}"
  role_arn           = module.execution_role.arn
  accelerator_type   = each.value.accelerator_type
  subnet_id          = module.network.subnet_ids[each.value.zone]
  security_group_ids = [module.elastic_inference.client_security_group_id]
}
