# No inline policy but these: the one with the EI actions is removed.

resource "aws_iam_role" "execution" { # expect: EI101(aws_iam_role.execution)
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

resource "aws_iam_role_policy" "storage" {
  name = "storage"
  role = aws_iam_role.execution.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }]
  })
}

resource "aws_iam_role_policies_exclusive" "execution" {
  role_name    = aws_iam_role.execution.name
  policy_names = [aws_iam_role_policy.storage.name]
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  name              = "ei"
  role_arn          = aws_iam_role.execution.arn
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
}
