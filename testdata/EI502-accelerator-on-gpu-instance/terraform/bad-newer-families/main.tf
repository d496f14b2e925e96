resource "aws_sagemaker_endpoint_configuration" "this" { # expect: EI503
  dynamic "production_variants" {
    for_each = toset(["ml.g6.xlarge", "ml.p4de.24xlarge", "ml.p5.48xlarge", "ml.g4dn.xlarge"])

    content {
      variant_name     = replace(production_variants.value, ".", "-")
      model_name       = "model"
      instance_type    = production_variants.value # expect: EI502
      accelerator_type = "ml.eia2.medium"
    }
  }
}
