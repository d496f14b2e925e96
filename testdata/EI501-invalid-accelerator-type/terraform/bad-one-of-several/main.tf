# The sizes are put together; one of them does not exist.
locals {
  sizes = { small = "medium", large = "large", huge = "24xlarge" }
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  for_each = local.sizes

  name              = each.key
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t2.medium"
  accelerator_types = [format("ml.eia2.%s", each.value)] # expect: EI501(aws_sagemaker_notebook_instance.this["huge"])
}
