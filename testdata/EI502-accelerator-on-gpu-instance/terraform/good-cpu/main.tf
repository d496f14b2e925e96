variable "size" { type = string }

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  for_each = toset(["ml.t2.medium", "ml.t3.large", "ml.m5.xlarge", "ml.c5.${var.size}"])

  name              = replace(each.key, ".", "-")
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = each.key
  accelerator_types = ["ml.eia2.medium"]
}
