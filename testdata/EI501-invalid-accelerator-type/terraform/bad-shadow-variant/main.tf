resource "aws_sagemaker_endpoint_configuration" "this" { # expect: EI503
  production_variants {
    model_name       = "main"
    instance_type    = "ml.m5.large"
    accelerator_type = "ml.eia2.medium"
  }

  shadow_production_variants {
    model_name       = "shadow"
    instance_type    = "ml.m5.large"
    accelerator_type = "ml.eia3.medium" # expect: EI501
  }
}
