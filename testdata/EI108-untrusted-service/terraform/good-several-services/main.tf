variable "services" {
  type    = list(string)
  default = ["lambda", "sagemaker"]
}

data "aws_iam_policy_document" "trust" {
  dynamic "statement" {
    for_each = toset(var.services)

    content {
      actions = ["sts:AssumeRole", "sts:TagSession"]

      principals {
        type        = "Service"
        identifiers = ["${statement.key}.amazonaws.com"]
      }
    }
  }
}

resource "aws_iam_role" "execution" {
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
