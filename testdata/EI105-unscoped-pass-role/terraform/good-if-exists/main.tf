resource "aws_iam_role" "execution" {
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

resource "aws_iam_role_policy" "pass" {
  name = "pass"
  role = aws_iam_role.execution.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "*", Condition = { StringLikeIfExists = { "iam:PassedToService" = ["sagemaker.amazonaws.com"] } } }, { Effect = "Allow", Action = "iam:*", Resource = "*", Condition = { "ForAllValues:StringEquals" = { "IAM:passedtoservice" = "ecs.amazonaws.com", "iam:AWSServiceName" = "ecs.amazonaws.com" } } }]
  })
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  name              = "ei"
  role_arn          = aws_iam_role.execution.arn
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
}
