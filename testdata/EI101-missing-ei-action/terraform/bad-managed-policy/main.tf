# A managed policy counts with what is in it.
resource "aws_iam_role" "execution" { # expect: EI101(aws_iam_role.execution)
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

resource "aws_iam_role_policy_attachment" "this" {
  for_each = toset(["AmazonS3FullAccess", "AmazonEC2ReadOnlyAccess"])

  role       = aws_iam_role.execution.name
  policy_arn = "arn:aws:iam::aws:policy/${each.key}"
}

resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI503
  name              = "develop"
  role_arn          = aws_iam_role.execution.arn
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.medium"]
}
