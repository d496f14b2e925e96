resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  for_each = toset([for pair in setproduct(["eia1", "eia2"], ["medium", "large", "xlarge"]) : join(".", pair)])

  name              = replace(each.key, ".", "-")
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.${each.key}"]
}

resource "aws_launch_template" "inference" { # expect: EI503
  image_id      = "ami-0a1b2c3d4e5f60718"
  instance_type = "c5.large"

  elastic_inference_accelerator {
    type = "eia2.xlarge"
  }
}
