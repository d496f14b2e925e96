# Two variants on GPUs, one on CPUs.
resource "aws_sagemaker_endpoint_configuration" "bert" { # expect: EI503
  production_variants {
    variant_name           = "a"
    model_name             = "bert"
    instance_type          = "ml.g4dn.xlarge" # expect: EI502
    initial_instance_count = 1
    accelerator_type       = "ml.eia2.large"
  }

  production_variants {
    variant_name           = "b"
    model_name             = "bert"
    instance_type          = "ml.c5.large"
    initial_instance_count = 1
    accelerator_type       = "ml.eia2.large"
  }

  production_variants {
    variant_name           = "c"
    model_name             = "bert"
    instance_type          = "ml.p2.xlarge" # expect: EI502
    initial_instance_count = 1
    accelerator_type       = "ml.eia2.large"
  }
}
