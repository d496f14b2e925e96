# Once per workload, not per variant.
resource "aws_sagemaker_endpoint_configuration" "bert" { # expect: EI503
  dynamic "production_variants" {
    for_each = ["a", "b"]

    content {
      variant_name           = production_variants.value
      model_name             = "bert"
      instance_type          = "ml.c5.large"
      initial_instance_count = 1
      accelerator_type       = "ml.eia2.large"
    }
  }
}
