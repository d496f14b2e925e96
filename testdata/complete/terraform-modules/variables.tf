variable "name" {
  type    = string
  default = "ei"
}

variable "notebooks" {
  description = "The notebook instances, by name."
  type = map(object({
    zone             = string
    accelerator_type = optional(string, "ml.eia2.medium")
  }))
  default = {
    develop = { zone = "eu-west-1a" }
    try     = { zone = "eu-west-1b", accelerator_type = "ml.eia1.large" }
  }
}
