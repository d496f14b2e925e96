resource "aws_launch_template" "inference" { # expect: EI503
  image_id      = "ami-0a1b2c3d4e5f60718"
  instance_type = "c5.large"

  elastic_inference_accelerator {
    type = "eia1.2xlarge" # expect: EI501
  }
}
