# Only the variant with an accelerator counts, and it names its model by text.
resource "aws_sagemaker_model" "this" {
  for_each = {
    small = ["subnet-0a1b2c3d4e5f60718"]
    large = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
  }

  name               = "bert-${each.key}"
  execution_role_arn = "arn:aws:iam::123456789012:role/model"

  primary_container {
    image = "123456789012.dkr.ecr.us-west-2.amazonaws.com/bert:1"
  }

  vpc_config {
    subnets            = each.value # expect: EI404(aws_sagemaker_model.this["small"])
    security_group_ids = ["sg-1b2c3d4e5f6071829"]
  }
}

resource "aws_sagemaker_endpoint_configuration" "bert" { # expect: EI503
  dynamic "production_variants" {
    for_each = { small = "ml.eia2.medium", large = null }

    content {
      variant_name           = production_variants.key
      model_name             = aws_sagemaker_model.this[production_variants.key].name
      instance_type          = "ml.c5.large"
      initial_instance_count = 1
      accelerator_type       = production_variants.value
    }
  }
}
