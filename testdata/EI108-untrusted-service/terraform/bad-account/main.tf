# Trusts an account, not the service.
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::123456789012:root"]
    }
  }
}

resource "aws_iam_role" "execution" { # expect: EI108
  name               = "execution"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy_attachment" "sagemaker" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
}

resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI503
  name              = "develop"
  role_arn          = aws_iam_role.execution.arn
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.medium"]
}
