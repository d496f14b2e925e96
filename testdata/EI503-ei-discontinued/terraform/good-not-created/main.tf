variable "notebooks" {
  type    = map(object({ accelerator = string }))
  default = {}
}

resource "aws_sagemaker_notebook_instance" "this" {
  for_each = var.notebooks

  name              = each.key
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t2.medium"
  accelerator_types = [each.value.accelerator]
}
