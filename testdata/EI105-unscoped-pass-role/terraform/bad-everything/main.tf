# Whoever may do everything may pass every role and create every service-linked role.
resource "aws_iam_role" "execution" {
  name = "execution"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "all" {
  role = aws_iam_role.execution.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ # expect: EI105(aws_iam_role_policy.all) EI106(aws_iam_role_policy.all)
      Effect   = "Allow"
      Action   = "*"
      Resource = "*"
    }]
  })
}

resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI503
  name              = "develop"
  role_arn          = aws_iam_role.execution.arn
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.medium"]
}
