resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_launch_template" "inference" { # expect: EI203 EI503
  name_prefix   = "inference-"
  image_id      = "ami-0a1b2c3d4e5f60718"
  instance_type = "c5.large"

  elastic_inference_accelerator {
    type = "eia2.medium"
  }

  network_interfaces {
    subnet_id       = aws_subnet.private.id
    security_groups = ["sg-1b2c3d4e5f6071829"]
  }
}
