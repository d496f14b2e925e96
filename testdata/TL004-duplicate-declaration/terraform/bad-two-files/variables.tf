# The later of two files is the one whose name comes later.
variable "cidr" { # expect: TL004
  type    = string
  default = "10.0.0.0/16"
}
