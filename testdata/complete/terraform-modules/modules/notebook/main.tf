variable "name" {
  type = string
}

variable "role_arn" {
  type = string
}

variable "accelerator_type" {
  type    = string
  default = null
}

variable "subnet_id" {
  type = string
}

variable "security_group_ids" {
  type = list(string)
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  name                   = var.name
  role_arn               = var.role_arn
  instance_type          = "ml.t3.medium"
  accelerator_types      = var.accelerator_type == null ? [] : [var.accelerator_type]
  subnet_id              = var.subnet_id
  security_groups        = var.security_group_ids
  direct_internet_access = "Disabled"
}
