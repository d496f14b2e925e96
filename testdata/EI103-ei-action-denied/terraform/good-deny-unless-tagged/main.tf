# A Deny under a condition may not hold; one for other resources does not.

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

resource "aws_iam_role_policy" "guard" {
  name = "guard"
  role = aws_iam_role.execution.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "elastic-inference:*", Resource = "*", Condition = { StringNotEquals = { "aws:RequestedRegion" = "us-west-2" } } }, { Effect = "Deny", Action = "elastic-inference:Connect", Resource = "arn:aws:elastic-inference:us-west-2:123456789012:elastic-inference-accelerator/eia-0" }]
  })
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  name              = "ei"
  role_arn          = aws_iam_role.execution.arn
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
}
