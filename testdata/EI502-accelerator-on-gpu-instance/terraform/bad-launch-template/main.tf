variable "family" {
  type    = string
  default = "g5"
}

resource "aws_launch_template" "inference" { # expect: EI503
  image_id      = "ami-0a1b2c3d4e5f60718"
  instance_type = "${var.family}.xlarge" # expect: EI502

  elastic_inference_accelerator {
    type = "eia2.medium"
  }
}
