# The inline policy that is left has what is needed. Elsewhere the list of names is not known.
variable "kept" { type = set(string) }

resource "aws_iam_role" "execution" { # expect: EI102(aws_iam_role.execution)
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
    Statement = [{ Effect = "Allow", Action = ["elastic-inference:Connect", "ec2:*"], Resource = "*" }]
  })
}

resource "aws_iam_role_policies_exclusive" "execution" {
  role_name    = aws_iam_role.execution.name
  policy_names = [aws_iam_role_policy.ei.name]
}

resource "aws_iam_role" "other" {
  name = "other"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "other" {
  name = "other"
  role = aws_iam_role.other.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["sagemaker:*"], Resource = "*" }]
  })
}

resource "aws_iam_role_policies_exclusive" "other" {
  role_name    = aws_iam_role.other.name
  policy_names = var.kept
}

resource "aws_iam_role_policy_attachment" "other" {
  role       = aws_iam_role.other.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
}

resource "aws_sagemaker_notebook_instance" "one" { # expect: EI503
  name              = "ei"
  role_arn          = aws_iam_role.execution.arn
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
}

resource "aws_sagemaker_notebook_instance" "two" { # expect: EI503
  name              = "ei"
  role_arn          = aws_iam_role.other.arn
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
}
