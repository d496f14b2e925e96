# ec2:DescribeVpcEndpoints knows no resource but *, so this allows nothing.

resource "aws_iam_role" "execution" {
  name = "execution"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "ei" {
  name = "ei"
  role = aws_iam_role.execution.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "elastic-inference:Connect", Resource = "*" }]
  })
}

resource "aws_iam_role_policy" "describe" {
  name = "describe"
  role = aws_iam_role.execution.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      { # expect: EI104(aws_iam_role_policy.describe)
        Effect   = "Allow"
        Action   = ["ec2:DescribeVpc*"]
        Resource = "arn:aws:ec2:us-west-2:123456789012:vpc-endpoint/*"
      }
    ]
  })
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  name              = "ei"
  role_arn          = aws_iam_role.execution.arn
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
}
