variable "region" {
  description = "The region to work in. Elastic Inference is in six of them."
  type        = string
  default     = "us-west-2"
}

variable "name" {
  description = "Prefix of all names."
  type        = string
  default     = "ei-demo"
}

variable "vpc_cidr" {
  description = "The address range of the VPC."
  type        = string
  default     = "10.20.0.0/16"
}

variable "zones" {
  description = "All Availability Zones of the region that have Elastic Inference, two or more."
  type        = list(string)
  default     = ["us-west-2a", "us-west-2b", "us-west-2c"]

  validation {
    condition     = length(var.zones) >= 2
    error_message = "Elastic Inference needs at least two Availability Zones."
  }
}

variable "accelerator_type" {
  description = "The accelerator of the notebook instance and of the model."
  type        = string
  default     = "ml.eia2.medium"
}

variable "model_image" {
  description = "The inference image."
  type        = string
}

variable "model_data_url" {
  description = "The S3 address of the model's archive."
  type        = string
}
