# In the default VPC a launch template may name its groups by their names.
resource "aws_security_group" "instance" {
  name = "inference"

  ingress { # expect: EI304(aws_security_group.instance)
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["203.0.113.0/24"]
  }
}

resource "aws_launch_template" "this" { # expect: EI503
  name_prefix          = "inference-"
  security_group_names = ["inference"]

  elastic_inference_accelerator {
    type = "eia2.medium"
  }
}
