# EC2 needs elastic-inference:Connect only, but that it needs.
resource "aws_iam_role" "instance" { # expect: EI101(aws_iam_role.instance)
  name_prefix = "instance-"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "endpoints" {
  role = aws_iam_role.instance.id

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "ec2:DescribeVpcEndpoints", Resource = "*" }]
  })
}

resource "aws_iam_instance_profile" "instance" {
  role = aws_iam_role.instance.name
}

resource "aws_launch_template" "inference" { # expect: EI503
  image_id      = "ami-0a1b2c3d4e5f60718"
  instance_type = "c5.large"

  iam_instance_profile {
    arn = aws_iam_instance_profile.instance.arn
  }

  elastic_inference_accelerator {
    type = "eia2.medium"
  }
}
