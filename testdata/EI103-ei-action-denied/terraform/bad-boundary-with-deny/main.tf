resource "aws_iam_policy" "boundary" {
  name = "boundary"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*" },
      { Effect = "Deny", Action = "ec2:Describe*", Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "execution" { # expect: EI103(aws_iam_role.execution)
  name = "execution"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy_attachment" "full" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  name              = "ei"
  role_arn          = aws_iam_role.execution.arn
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
}
