# Under a condition the grant is narrow, but not void: a warning.

resource "aws_iam_role" "execution" { # expect: EI102(aws_iam_role.execution)
  name = "execution"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "ei" {
  role = aws_iam_role.execution.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { # expect: EI104(aws_iam_role_policy.ei)
        Effect    = "Allow"
        Action    = "ec2:DescribeVpcEndpoints"
        Resource  = "*"
        Condition = { StringEquals = { "aws:RequestedRegion" = "us-west-2" } }
      },
      { Effect = "Allow", Action = ["elastic-inference:Connect"], Resource = "*" },
    ]
  })
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  name              = "ei"
  role_arn          = aws_iam_role.execution.arn
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
}
