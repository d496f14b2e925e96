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

resource "aws_iam_role_policy_attachment" "sagemaker" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
}

resource "aws_iam_policy" "scaling" {
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": "iam:CreateServiceLinkedRole",
          "Resource": "*",
          "Condition": {"StringLike": {"iam:PassedToService": "sagemaker.amazonaws.com"}}
        }
      ]
    }
  EOT
}

resource "aws_iam_role_policy_attachment" "scaling" {
  role       = aws_iam_role.execution.name
  policy_arn = aws_iam_policy.scaling.arn
}

resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI503
  name              = "develop"
  role_arn          = aws_iam_role.execution.arn
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.medium"]
}
