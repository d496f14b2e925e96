# The role is named by its name on both sides; the policy goes to another.

resource "aws_iam_role" "execution" { # expect: EI101(aws_iam_role.execution)
  name = "execution"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_policy" "ei" {
  name = "ei"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Allow", Action = "elastic-inference:*", Resource = "*" }
  })
}

resource "aws_iam_policy_attachment" "ei" {
  name       = "ei"
  roles      = ["execution"]
  policy_arn = aws_iam_policy.ei.arn
}

resource "aws_iam_role_policy" "ei" {
  name = "ei"
  role = "executions"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "ec2:DescribeVpcEndpoints", Resource = "*" }]
  })
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  name              = "ei"
  role_arn          = aws_iam_role.execution.arn
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
}
