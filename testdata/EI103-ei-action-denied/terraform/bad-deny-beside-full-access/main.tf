# The managed policy allows everything, and a guard denies it.

resource "aws_iam_role" "execution" { # expect: EI103(aws_iam_role.execution)
  name = "execution"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "full" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
}

data "aws_iam_policy_document" "guard" {
  statement {
    effect    = "Deny"
    actions   = ["elastic-*:*"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "guard" {
  name_prefix = "guard"
  policy      = data.aws_iam_policy_document.guard.minified_json
}

resource "aws_iam_policy_attachment" "guard" {
  name       = "guard"
  policy_arn = aws_iam_policy.guard.arn
  roles      = [aws_iam_role.execution.name]
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  name              = "ei"
  role_arn          = aws_iam_role.execution.arn
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
}
