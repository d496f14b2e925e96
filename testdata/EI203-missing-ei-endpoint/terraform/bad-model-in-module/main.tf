# The variant's model is in the VPC that the module makes.
module "network" {
  source = "./modules/network"
}

resource "aws_security_group" "client" {
  name   = "client"
  vpc_id = module.network.vpc_id
}

resource "aws_sagemaker_model" "this" {
  name               = "ei"
  execution_role_arn = "arn:aws:iam::123456789012:role/model"

  vpc_config {
    subnets            = values(module.network.subnet_ids)
    security_group_ids = [aws_security_group.client.id]
  }
}

resource "aws_sagemaker_endpoint_configuration" "this" { # expect: EI203 EI503
  dynamic "production_variants" {
    for_each = { a = "ml.eia2.medium" }

    content {
      variant_name     = production_variants.key
      model_name       = aws_sagemaker_model.this.name
      instance_type    = "ml.m5.large"
      accelerator_type = production_variants.value
    }
  }
}
