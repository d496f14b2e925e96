# Other chips, and instance families whose names come near.
resource "aws_sagemaker_endpoint_configuration" "this" { # expect: EI503
  dynamic "production_variants" {
    for_each = toset(["ml.inf1.xlarge", "ml.m5d.large", "ml.c5.large", "ml.t2.medium", "ml.r5.large"])

    content {
      variant_name     = replace(production_variants.value, ".", "-")
      model_name       = "model"
      instance_type    = production_variants.value
      accelerator_type = "ml.eia2.medium"
    }
  }
}
