# Four policies together have all of it.

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
    Statement = [{ Effect = "Allow", Action = ["elastic-inference:Connect", "ec2:DescribeVpcEndpoints"], Resource = "*" }]
  })
}

resource "aws_iam_role_policy" "platform" {
  name = "platform"
  role = aws_iam_role.execution.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["sagemaker:*", "ecr:*", "cloudwatch:*"], Resource = "*" }]
  })
}

resource "aws_iam_role_policy" "network" {
  name = "network"
  role = aws_iam_role.execution.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["ec2:*NetworkInterface*", "ec2:Describe*", "application-autoscaling:*", "logs:*"], Resource = "*" }]
  })
}

resource "aws_iam_policy" "rest" {
  name = "rest"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:*", Resource = ["arn:aws:s3:::models", "arn:aws:s3:::models/*", "*"] },
      {
        Effect   = "Allow"
        Action   = ["iam:PassRole", "iam:CreateServiceLinkedRole"]
        Resource = ["arn:aws:iam::123456789012:role/models"]
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "rest" {
  role       = aws_iam_role.execution.name
  policy_arn = aws_iam_policy.rest.arn
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  name              = "ei"
  role_arn          = aws_iam_role.execution.arn
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
}
