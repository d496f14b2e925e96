resource "aws_sagemaker_endpoint_configuration" "bert" { # expect: EI503
  production_variants {
    variant_name           = "gpu"
    model_name             = "bert"
    instance_type          = "ml.p3.2xlarge"
    initial_instance_count = 1
  }

  production_variants {
    variant_name           = "accelerated"
    model_name             = "bert"
    instance_type          = "ml.m5.large"
    initial_instance_count = 1
    accelerator_type       = "ml.eia2.large"
  }
}
