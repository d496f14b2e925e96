variable "owner" { type = string }
variable "instance_type" { type = string }
variable "accelerator" { type = string }
variable "subnet_id" { type = string }
variable "role_arn" { type = string }
variable "group_ids" { type = list(string) }

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  name                   = "lab-${var.owner}"
  role_arn               = var.role_arn
  instance_type          = var.instance_type # expect: EI502(module.lab["grace"].aws_sagemaker_notebook_instance.this)
  accelerator_types      = [var.accelerator] # expect: EI501(module.lab["edsger"].aws_sagemaker_notebook_instance.this)
  subnet_id              = var.subnet_id
  security_groups        = var.group_ids
  direct_internet_access = "Disabled"
}
