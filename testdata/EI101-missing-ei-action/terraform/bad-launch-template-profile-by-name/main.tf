resource "aws_iam_role" "instance" { # expect: EI101(aws_iam_role.instance)
  name = "instance"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_instance_profile" "instance" {
  name = "ei-instance"
  role = "instance"
}

resource "aws_iam_role_policy" "reader" {
  role = aws_iam_role.instance.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }]
  })
}

resource "aws_launch_template" "this" { # expect: EI503
  name_prefix = "ei-"

  iam_instance_profile {
    name = "ei-instance"
  }

  elastic_inference_accelerator {
    type = "eia2.medium"
  }
}
